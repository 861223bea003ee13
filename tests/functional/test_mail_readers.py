"""Messages read by programs that are not ours: Python's email, postal-mime (npm), munpack.

They must find the same recipient, subject, text and files as were put in, whatever the names are made
of: accents in one or two characters, Arabic and Hebrew, emoji of several characters, quotes, what looks
like an encoded word, hundreds of letters, blanks only."""
import email
import email.header
import email.policy
import email.utils
import functools
import hashlib
import html.parser
import json
import random
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from harness import ATE, DossierCase

BUILD = Path(ATE).resolve().parent
COMPOSE = BUILD / "tests/functional/compose"
POSTAL = BUILD / "npm/node_modules/postal-mime"

PIECES = (
    "Zoé", "Noël", "Québec", "Łukasiewicz", "Nguyễn", "Ma\u0308rta", "e\u0301te\u0301", "O’Neil", "d'Œuvre", "ÿ",
    "محمد", "بن علي", "אברהם", "ᐃᓄᒃᑎᑐᑦ", "田中", "한글", "สมชาย", "क्षत्रिय", "🎓", "👩🏽‍🔧", "🏳️‍🌈", "🇨🇦", "𝒳", "ﬁn",
    "Marie", "Tremblay", "inc.", "ltée", "(RH)", "<b>", "a@b.ca", "\"Le Pin\"", "\\", ",", ";", ":", "&", "%41", "''", "*",
    "=?UTF-8?Q?a?=", "=?utf-8?b?YQ==?=", "=", "?", "_", "-", "--", "x" * 90, "é" * 70, "#1", "\u00a0", "\u202f", "\u200f",
    "\u00ad", "\u2009", "Œ", "N°", "½", "…", "«", "»", "[x]", "{y}", "~", "`", "|", "$",
)
FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069/\\\\]")


def random_name(most=9):
    parts = [random.choice(PIECES) for _ in range(random.randint(1, most))]
    joints = [random.choice(("", " ", " ", " ", "  ")) for _ in parts]
    return "".join(p + j for p, j in zip(parts, joints))


def blanks_apart(text):
    """Readers do not agree on blanks: only that they part words."""
    return re.sub(r"[ \t]+", " ", text).strip()


def python_name(header):
    """RFC 2047, of a display name: Python 3.11's own parser keeps the blanks between encoded words."""
    raw = "".join(header.splitlines())
    phrase = email.utils.parseaddr(raw)[0]
    return str(email.header.make_header(email.header.decode_header(phrase)))


class Text(html.parser.HTMLParser):
    """The elements of a page, and its words in the order they are read."""

    def __init__(self, page):
        super().__init__()
        self.elements, self.attributes, self.words, self.hidden = [], [], [], False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.elements.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        self.hidden = tag in ("title", "style")

    def handle_data(self, data):
        if not self.hidden:
            self.words += data.split()


def words_of(text):
    """Of a text, without the marks of its lists."""
    return [w for line in text.splitlines() for w in re.sub(r"^(- |\d{1,3}\. )", "", line).split()]


@functools.lru_cache(maxsize=None)
def read_by_python(path):
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    raw = email.message_from_bytes(path.read_bytes(), policy=email.policy.compat32)
    defects = [d for part in message.walk() for d in part.defects]
    return {
        "from": [python_name(raw["from"]), message["from"].addresses[0].addr_spec],
        "to": [[python_name(raw["to"]), message["to"].addresses[0].addr_spec]],
        "subject": message["subject"], "defects": defects, "headers": [k.lower() for k in message.keys()],
        "text": message.get_body(("plain",)).get_content(), "html": message.get_body(("html",)).get_content(),
        "attachments": [[p.get_filename(), p.get_content_type(), hashlib.sha256(p.get_content()).hexdigest()]
                        for p in message.iter_attachments()],
        "shape": [p.get_content_type() for p in message.walk()],
    }


def read_by_postal_mime(folder):
    if not shutil.which("node"):
        raise unittest.SkipTest("node is not there: postal-mime reads nothing")
    if not POSTAL.is_dir():
        raise unittest.SkipTest(f"{POSTAL} is not there (npm's registry out of reach?): postal-mime reads nothing")
    done = subprocess.run(["node", Path(__file__).with_name("read_mail.cjs"), POSTAL, folder],
                          capture_output=True, check=True)
    return json.loads(done.stdout)


def unpack(path):
    """The files that munpack takes out of a message: their digests, in the order of their names."""
    with tempfile.TemporaryDirectory(prefix="ate-unpack-") as folder:
        subprocess.run(["munpack", "-q", "-C", folder, path], capture_output=True, check=True)
        return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in Path(folder).iterdir()}


def assert_lines(case, path):
    """Every line ends with CRLF; those of heads fold at 78, save where nothing allows it."""
    data = path.read_bytes()
    case.assertEqual(data.count(b"\n"), data.count(b"\r\n"))
    case.assertEqual(data.count(b"\r"), data.count(b"\r\n"))
    data.decode("ascii")
    head = True
    for line in data.split(b"\r\n"):
        case.assertLessEqual(len(line), 998)
        head = head or line.startswith(b"--=_")
        if head and len(line) > 78:
            case.assertNotIn(b" ", line.strip())
        head = head and line != b""


class Names(unittest.TestCase):
    """Random names through mime.h alone: build/tests/functional/compose, of `make check`."""

    @classmethod
    def setUpClass(cls):
        random.seed(20260901)
        cls.folder = Path(tempfile.mkdtemp(prefix="ate-mail-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.wanted = []
        for _ in range(200):
            fields = [random_name(), random_name(), random_name(14), FORBIDDEN.sub("", random_name(4)) + ".pdf",
                      "Bonjour,\n\n- " + random_name().strip() + "\n"]
            cls.wanted.append(fields)
        cls.wanted += [["", " ", "   ", "a.pdf", "\n"], ["\u00a0", "x" * 400, "é" * 400, "é" * 180 + ".pdf", ".\n..\nFrom \n"],
                       ["'", "\"", "\"\"", "'.pdf", "=\n"], ["a" * 77, "a " * 60, "a" * 900, "a" * 120 + ".pdf", "a" * 2000 + "\n"]]
        cls.said = cls.compose(cls.folder)

    @classmethod
    def compose(cls, folder):
        fields = "".join(f + "\0" for message in cls.wanted for f in message).encode()
        return subprocess.run([COMPOSE, folder], input=fields, capture_output=True, check=True).stdout.decode()

    def each(self):
        """Each message; a failure names it with what was to be read."""
        for rank, wanted in enumerate(self.wanted):
            self.message = f"{rank}.eml: {wanted}"
            yield self.folder / f"{rank}.eml", wanted

    def assertEqual(self, first, second, msg=None):
        super().assertEqual(first, second, msg or getattr(self, "message", None))

    def test_none_is_refused(self):
        self.assertEqual(self.said, "")

    def test_lines(self):
        for path, _ in self.each():
            assert_lines(self, path)

    def test_python(self):
        for path, (sender, to, subject, file, text) in self.each():
            read = read_by_python(path)
            self.assertEqual(read["defects"], [])
            self.assertEqual(read["shape"], ["multipart/mixed", "multipart/alternative", "text/plain", "text/html",
                                             "application/pdf"])
            self.assertEqual(read["from"], [sender if sender.strip() else "", "stages@cfp-exemple.qc.ca"])
            self.assertEqual(read["to"], [[to if to.strip() else "", "zoe@atelier-exemple.ca"]])
            self.assertEqual(read["subject"], subject)
            self.assertEqual(read["text"].replace("\r", ""), text)
            name, kind, digest = read["attachments"][0]
            self.assertEqual(name.lstrip(), file.lstrip())  # Python trims it
            self.assertEqual((kind, digest), ("application/pdf", hashlib.sha256(text.encode()).hexdigest()))
            self.assertEqual(len(read["attachments"]), 1)

    def test_postal_mime(self):
        read = read_by_postal_mime(self.folder)
        for path, (sender, to, subject, file, text) in self.each():
            one = read[path.name]
            self.assertEqual(blanks_apart(one["from"][0]), blanks_apart(sender))
            self.assertEqual([[blanks_apart(n), a] for n, a in one["to"]], [[blanks_apart(to), "zoe@atelier-exemple.ca"]])
            self.assertEqual(blanks_apart(one["subject"] or ""), blanks_apart(subject))
            self.assertEqual(one["text"].replace("\r", "").rstrip("\n"), text.rstrip("\n"))
            name, kind, digest = one["attachments"][0]
            if "=?" not in file:  # which it decodes once too often
                self.assertEqual(name.strip(), file.strip())
            self.assertEqual((kind, digest), ("application/pdf", hashlib.sha256(text.encode()).hexdigest()))
            self.assertEqual(len(one["attachments"]), 1)

    def test_munpack(self):
        """It knows no RFC 2231: the plain name of the head is what it takes."""
        for path, (_, _, _, file, text) in list(self.each())[::10]:
            files = unpack(path)
            self.assertIn(hashlib.sha256(text.encode()).hexdigest(), files.values())
            if re.fullmatch(r"[A-Za-z0-9.]{1,60}", file):
                self.assertIn(file, files)

    def test_the_twin_says_the_same(self):
        for path, (_, _, _, _, text) in self.each():
            twin = Text(read_by_python(path)["html"])
            self.assertEqual("".join(twin.words), "".join(words_of(text)))
            self.assertLessEqual(set(twin.elements), {"html", "head", "meta", "title", "body", "div", "p", "ul", "ol",
                                                      "li", "br", "a"})
            self.assertIn(("html", "lang", "fr"), twin.attributes)
            for tag, name, value in twin.attributes:
                self.assertIn(name, ("lang", "charset", "name", "content", "style", "href", "start"))
                if name == "href":
                    self.assertRegex(value, "^(mailto:|https://)")

    def test_same_bytes(self):
        with tempfile.TemporaryDirectory(prefix="ate-mail-") as again:
            self.compose(again)
            for path, _ in self.each():
                self.assertEqual((Path(again) / path.name).read_bytes(), path.read_bytes())


class Dossiers(DossierCase):
    """The messages of a whole term."""

    def test_readers_agree(self):
        self.dossier.edit("input/entreprises.csv", "Gilles Anctil", "Zoé \"Gigi\" Łukasiewicz-Nguyễn, محمد 👩🏽‍🔧".replace('"', '""'))
        self.dossier.edit("config.ini", "nom = Centre de formation professionnelle de la Petite-Anse",
                          "nom = École des métiers de l'équipement motorisé et de la mécanique industrielle de l'Érablière")
        self.assertIn(self.dossier.ate("envoyer").code, (0, 1))
        folder = self.dossier.output / "courriels"
        files = {f["chemin"]: f for f in self.dossier.read_json("manifeste.json")["fichiers"]}
        names = {f["sha256"]: (Path(path).name, f) for path, f in files.items()}
        messages = sorted(folder.glob("*.eml"))
        self.assertGreater(len(messages), 3)
        postal = read_by_postal_mime(folder)
        for path in messages:
            read, other, taken = read_by_python(path), postal[path.name], unpack(path)
            assert_lines(self, path)
            self.assertEqual(read["defects"], [])
            self.assertEqual(read["headers"], ["from", "to", "subject", "date", "message-id", "mime-version",
                                               "x-unsent", "content-type"])
            for key in ("from", "to", "subject"):
                self.assertEqual(read[key], other[key])
            self.assertEqual(read["attachments"], other["attachments"])
            company = files[f"courriels/{path.name}"]["cles"]["entreprise"]
            for name, _, digest in read["attachments"]:
                self.assertEqual(taken[name], digest)
                listed, file = names[digest]
                self.assertEqual((listed, file["cles"]["entreprise"]), (name, company))
                self.assertIn("entreprise", file["destinataires"])
            twin = Text(read["html"])
            self.assertEqual("".join(twin.words), "".join(words_of(read["text"])))
            self.assertEqual(other["text"].replace("\r", "").strip(), read["text"].replace("\r", "").strip())


if __name__ == "__main__":
    unittest.main()
