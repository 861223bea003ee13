"""Every message has its English twin, and the program speaks English anywhere."""
import json
import os
import re
import subprocess
import tempfile
import unittest

from harness import ATE, ROOT, Dossier, DossierCase

CATALOGUE = ROOT / "gen" / "po" / "en.po"
EXTRACT = ("xgettext", "--from-code=UTF-8", "--language=C", "--keyword=_", "--keyword=N_",
           "--keyword=ngettext:1,2", "--flag=N_:1:no-c-format", "--package-name=ate", "-o", "-")
DIRECTIVE = re.compile(r"%(?:\d+\$)?[-+ 0#]*\d*(?:\.\d+)?(?:hh|h|ll|l|z|j|t)?[a-zA-Z%]")
# What stands in files stays as it is: file names, columns, [sections], {parts}.
FILE_NAME = re.compile(r"\w+\.(?:csv|ini|db|eml)\b|\b[a-z]+_[a-z_]+\b"
                       r"|\[[a-z]+[_.][a-z_.]+\]|\{[a-z:0-9]+\}")
QUOTED = re.compile(r"“[^”]*”")
SPACED_SIGN = re.compile(r"\S [;:?!](\s|$)")
COMMANDS = ("init", "check", "build", "declare", "send", "rules", "schema", "templates")


def tool(*command, text=None):
    done = subprocess.run(command, cwd=ROOT, input=text, capture_output=True, encoding="utf-8")
    if done.returncode:
        raise AssertionError(f"{' '.join(map(str, command[:3]))}…\n{done.stderr}")
    return done.stdout


class Message:
    """One entry of a catalogue: its texts by keyword (msgid, msgstr[0]…), its flags."""

    def __init__(self, block):
        self.texts, self.flags = {}, set()
        for line in block.splitlines():
            if line.startswith("#,"):
                self.flags.update(flag.strip() for flag in line[2:].split(","))
            elif line.startswith("msg"):
                keyword, text = line.split(" ", 1)
                self.texts[keyword] = json.loads(text)
            elif line.startswith('"'):
                self.texts[keyword] += json.loads(line)

    @property
    def key(self):
        return self.texts["msgid"], self.texts.get("msgid_plural")

    @property
    def pairs(self):
        """(French, English), for the plural too."""
        if "msgid_plural" not in self.texts:
            return [(self.texts["msgid"], self.texts["msgstr"])]
        return [(self.texts["msgid"], self.texts["msgstr[0]"]),
                (self.texts["msgid_plural"], self.texts["msgstr[1]"])]


def messages_of(text):
    blocks = re.split(r"\n\n+", tool("msgcat", "--no-wrap", "-", text=text))
    found = [Message(block) for block in blocks if re.search(r"^msgid ", block, re.MULTILINE)]
    return [message for message in found if message.texts["msgid"]]


def directives(text):
    return [d for d in DIRECTIVE.findall(text) if d != "%%"]


class Catalogue(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        sources = sorted(str(p.relative_to(ROOT)) for p in (ROOT / "gen").rglob("*")
                         if p.suffix in (".c", ".h", ".def"))
        cls.used = messages_of(tool(*EXTRACT, *sources))
        cls.known = messages_of(CATALOGUE.read_text("utf-8"))

    def refuse(self, what, wrong):
        self.assertFalse(wrong, f"{len(wrong)} {what}:\n" + "\n".join(map(repr, wrong)))

    def test_every_message_of_the_code_is_in_it(self):
        self.assertGreater(len(self.used), 800)
        known = {message.key for message in self.known}
        self.refuse("messages absent from en.po", [m.key for m in self.used if m.key not in known])

    def test_it_has_nothing_else(self):
        used = {message.key for message in self.used}
        self.refuse("messages that no code says", [m.key for m in self.known if m.key not in used])
        self.assertEqual(tool("msgattrib", "--only-obsolete", CATALOGUE), "")

    def test_every_message_is_translated(self):
        self.refuse("fuzzy entries", [m.key for m in self.known if "fuzzy" in m.flags])
        self.refuse("empty translations",
                    [fr for m in self.known for fr, en in m.pairs if not en])

    def test_the_compiler_accepts_it(self):
        tool("msgfmt", "--check", "-o", os.devnull, CATALOGUE)

    def test_placeholders_are_those_of_the_french(self):
        formats = {m.key for m in self.used if "c-format" in m.flags}
        self.assertGreater(len(formats), 200)
        self.refuse("translations with other placeholders",
                    [pair for m in self.known if m.key in formats for pair in m.pairs
                     if sorted(directives(pair[0])) != sorted(directives(pair[1]))])

    def test_names_in_files_are_not_translated(self):
        self.refuse("translations that change a name",
                    [pair for m in self.known for pair in m.pairs
                     if set(FILE_NAME.findall(pair[0])) != set(FILE_NAME.findall(pair[1]))])

    def test_it_is_english(self):
        """English quotes, no space before a colon, no sentence left in French."""
        texts = [pair for m in self.known for pair in m.pairs]
        self.refuse("French quotes", [en for _, en in texts if re.search("[«»]", en)])
        self.refuse("spaces before a sign",
                    [en for _, en in texts if SPACED_SIGN.search(QUOTED.sub("“”", en))])
        # An example of cells, "debut = 2027-01-11, statut = jumelee", is the same in both languages.
        self.refuse("sentences left as they were",
                    [fr for fr, en in texts
                     if fr == en and len(fr.split()) > 3 and not re.match(r"\w+ = ", fr)])

    def test_it_keeps_no_date_and_no_place(self):
        text = CATALOGUE.read_text("utf-8")
        self.assertNotIn("POT-Creation-Date", text)
        self.assertNotIn("\n#:", text)


def french_fragments():
    """What French messages say between their placeholders, when it is more than 3 words."""
    fragments = set()
    for message in messages_of(CATALOGUE.read_text("utf-8")):
        for french, english in message.pairs:
            parts = [part.strip() for line in french.splitlines() for part in DIRECTIVE.split(line)]
            fragments.update(part for part in parts
                             if len(re.findall(r"\w{2,}", part)) > 3 and part not in english)
    return fragments


class English(DossierCase):
    @classmethod
    def setUpClass(cls):
        cls.french = french_fragments()

    def run_bare(self, *args, env, cwd):
        done = subprocess.run([ATE, *map(str, args), "--lang=en"], env=env, cwd=cwd, timeout=600,
                              capture_output=True, stdin=subprocess.DEVNULL, encoding="utf-8")
        self.assertIn(done.returncode, (0, 1), done.stderr)
        return done.stdout + done.stderr

    def say(self, *args):
        """What is said is the same without environment, elsewhere, and in the C locale."""
        elsewhere = tempfile.gettempdir()
        said = self.run_bare(*args, env={}, cwd=elsewhere)
        self.assertEqual(said, self.run_bare(*args, env={"LC_ALL": "C"}, cwd=ROOT))
        french = {"LANGUAGE": "fr", "LC_ALL": "C.UTF-8"}
        self.assertEqual(said, self.run_bare(*args, env=french, cwd="/"))
        return said

    def assert_english(self, said):
        self.assertGreater(len(self.french), 500)
        found = [french for french in self.french if french in said]
        self.assertFalse(found, f"French in the English output: {found}")

    def test_help(self):
        said = self.say("--help")
        self.assertTrue(said.startswith("Usage: ate COMMAND [OPTIONS]\n"), said)
        self.assert_english(said)
        for command in COMMANDS:
            said = self.say(command, "--help")
            self.assertTrue(said.startswith(f"Usage: ate {command} [OPTIONS]"), said)
            self.assert_english(said)

    def test_rules(self):
        said = self.say("rules")
        self.assertIn("Required column missing", said)
        self.assert_english(said)
        for code in re.findall(r"^([a-z-]+) ", said, re.MULTILINE):
            self.assert_english(self.run_bare("rules", code, env={}, cwd="/"))

    def test_findings(self):
        self.dossier.edit("input/sequences.csv", "Q1,", "Q1 bis,")
        self.dossier.edit("input/eleves.csv", "date_naissance", "naissance")
        said = self.say("check", "-C", self.dossier.path, "--all", "--date=2027-09-01")
        self.assertRegex(said, r"\d+ errors?, \d+ warnings?")
        self.assertIn("\nerror [lien-inconnu] ", said)
        self.assertIn("is not a known column", said)
        self.assert_english(said)
        self.assert_english((self.dossier.output / "constats.json").read_text("utf-8"))

    def test_findings_of_the_sample(self):
        sample = Dossier("sample")
        self.addCleanup(sample.remove)
        self.assert_english(self.say("check", "-C", sample.path, "--all"))
        self.assert_english((sample.output / "constats.json").read_text("utf-8"))

    def test_french_stays_french(self):
        """The same search finds the French of a French run: it can fail."""
        run = self.dossier.ate("valider", "--tout", env={"LANGUAGE": "en", "LC_ALL": "C.UTF-8"})
        self.assert_exit(1, run)
        self.assertTrue([french for french in self.french if french in run.err])
        self.assertNotIn(" is not ", run.err)


if __name__ == "__main__":
    unittest.main()
