"""Identifiers, addresses and numbers of the sample: of the right form, and invented."""
import unicodedata
from fractions import Fraction


def letters(name):
    """A to Z of a name, as a code permanent has them: accents dropped, strokes opened."""
    opened = name.translate(str.maketrans({"Ł": "L", "ł": "l", "Đ": "D", "đ": "d", "ı": "i",
                                           "Œ": "OE", "œ": "oe", "Ø": "O"}))
    plain = unicodedata.normalize("NFD", opened)
    return "".join(c for c in plain.upper() if "A" <= c <= "Z")


def permanent_code(surname, given, sex, birth, serial):
    month = birth.month + (50 if sex == "f" else 0)
    number = birth.day + (62 if birth.year >= 2000 else 0)
    start = (letters(surname) + "XXX")[:3] + (letters(given) + "X")[:1]
    return f"{start}{number:02}{month:02}{birth.year % 100:02}{serial % 100:02}"


def luhn_digit(digits):
    total = 0
    for position, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if position % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def neq(prefix, serial):
    """An invented enterprise number: its last 8 digits pass the Luhn check."""
    body = f"9{serial * 7919 % 1000000:06}"
    return prefix + body + luhn_digit(body)


def postal_code(half, serial):
    allowed = "ABCEGHJKLMNPRSTVWXYZ"
    return f"{half} {serial % 9 + 1}{allowed[serial * 7 % 20]}{serial * 3 % 10}"


def telephone(area, serial, extension=0):
    number = f"{area} 555-01{serial % 100:02}"
    return f"{number} poste {extension}" if extension else number


def mailbox(*names):
    return ".".join(letters(name).lower() for name in names if letters(name))


def decimal(value):
    """Ten-thousandths at most, a point; the writer makes it a comma where asked."""
    value = Fraction(value)
    return str(int(value)) if value.denominator == 1 else f"{float(value):.4f}".rstrip("0")
