"""Small complete dossiers and what they must give, kept in tests/dossiers/NAME/attendu/.

Texts are kept as texts (findings, lot, messages without their attachments, the words of each page, calendars unfolded),
so that a change can be read in a diff. `GOLDEN=write make check` writes them anew: read the diff."""
import email
import email.policy
import json
import os
import shutil
import subprocess
import unittest

from harness import ROOT, Dossier
from test_kinds import english

NAMES = ("petit", "college")


def outputs(dossier):
    """Every output as text, by the name it has in attendu/."""
    texts = {}
    for path in sorted(dossier.output.rglob("*")):
        name = str(path.relative_to(dossier.output))
        if path.suffix == ".pdf":
            done = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", path, "-"], capture_output=True, check=True)
            texts[name[:-4] + ".txt"] = done.stdout.decode("utf-8")
        elif path.suffix == ".eml":
            message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            heads = "".join(f"{k}: {message[k]}\n" for k in ("From", "To", "Subject", "Date", "Message-ID"))
            names = "".join(f"[{part.get_filename()}]\n" for part in message.iter_attachments())
            texts[name[:-4] + ".txt"] = heads + "\n" + message.get_body(("plain",)).get_content() + "\n" + names
            if not any(n.endswith(".eml") for n in texts):  # one of them as it is, up to its first file
                texts[name] = path.read_bytes().split(b"\r\nContent-Type: application/pdf")[0].decode("ascii")
        elif path.name == "manifeste.json":
            manifest = json.loads(path.read_text("utf-8"))
            for entry in manifest["fichiers"]:
                del entry["octets"], entry["sha256"], entry["modele"]
            texts[name] = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
        elif path.suffix == ".ics":
            texts[name] = path.read_bytes().decode("utf-8").replace("\r\n ", "").replace("\r\n", "\n")
        elif path.name == "constats.json" or path.suffix in (".csv", ".txt"):
            texts[name] = path.read_bytes().decode("utf-8")
    return texts


class Golden(unittest.TestCase):
    maxDiff = 4000

    def test_dossiers(self):
        for name in NAMES:
            dossier = Dossier(name)
            self.addCleanup(dossier.remove)
            for command in ("produire", "declarer", "envoyer"):
                run = dossier.ate(command)
                self.assert_made(run)
            self.compare(outputs(dossier), ROOT / "tests/dossiers" / name / "attendu")

    def test_each_kind_in_both_languages(self):
        """The first document of every kind, in French and in English."""
        for lang, dossier in (("fr", Dossier("propre")), ("en", english())):
            self.addCleanup(dossier.remove)
            self.assert_made(dossier.ate("produire"))
            first = {}
            for path, text in outputs(dossier).items():
                if path.startswith("documents/"):
                    first.setdefault(path.split("/")[1], (path, text))
            self.compare(dict(first.values()), ROOT / "tests/dossiers/propre/attendu" / lang)

    def assert_made(self, run):
        self.assertIn(run.code, (0, 1), run)

    def compare(self, made, kept):
        if os.environ.get("GOLDEN") == "write":
            shutil.rmtree(kept, ignore_errors=True)
            for path, text in made.items():
                (kept / path).parent.mkdir(parents=True, exist_ok=True)
                (kept / path).write_bytes(text.encode("utf-8"))
        wanted = {str(p.relative_to(kept)): p.read_bytes().decode("utf-8") for p in kept.rglob("*") if p.is_file()}
        self.assertEqual(sorted(made), sorted(wanted), kept)
        for path, text in wanted.items():
            with self.subTest(dossier=kept.parent.name, file=path):
                self.assertEqual(made[path], text)


if __name__ == "__main__":
    unittest.main()
