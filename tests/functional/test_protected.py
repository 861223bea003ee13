"""Protected copies: what leaves by mail opens with the password of the command, and only so."""
import email
import email.policy
import re
import stat
import subprocess
import unittest

from harness import DossierCase

PASSWORD = "élève2026"


def tool(*command):
    return subprocess.run([str(part) for part in command], capture_output=True)


class Protected(DossierCase):
    name = "propre"

    def setUp(self):
        super().setUp()
        self.set_command("sh ./secret.sh")
        self.set_password(PASSWORD)

    def set_command(self, command):
        config = self.dossier.path / "config.ini"
        text = re.sub(r"\nmot_de_passe_commande = .*", "", config.read_text("utf-8"))
        line = f"\nmot_de_passe_commande = {command}" if command else ""
        text = re.sub(r"\[sorties\]", lambda m: m[0] + line, text) if "[sorties]" in text \
            else text + f"\n[sorties]{line}\n"
        config.write_text(text, "utf-8")

    def set_password(self, password):
        """The password is in a file that only the command reads: in no argument."""
        (self.dossier.path / "password").write_text(password + "\nsecond line\n", "utf-8")
        (self.dossier.path / "secret.sh").write_text("cat ./password\n", "utf-8")

    def send(self, code=0, *args):
        run = self.dossier.ate("envoyer", *args)
        self.assert_exit(code, run)
        self.assertNotIn(PASSWORD, run.out + run.err)
        self.assertNotIn("WARNING", run.err)  # libqpdf's
        return run

    def messages(self):
        return {path.name: email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
                for path in sorted((self.dossier.output / "courriels").glob("*.eml"))}

    def attachments(self):
        """A file each, with its name in the message."""
        folder = self.dossier.path / "received"
        folder.mkdir(exist_ok=True)
        found = []
        for name, message in self.messages().items():
            for part in message.iter_attachments():
                path = folder / f"{name}-{part.get_filename()}"
                path.write_bytes(part.get_content())
                found.append((part.get_filename(), path))
        return found

    def opens(self, path, password):
        return tool("qpdf", "--check", f"--password={password}", path).returncode == 0

    def assert_protected(self, password):
        found = self.attachments()
        self.assertTrue(found)
        for name, path in found:
            shown = tool("qpdf", "--show-encryption", f"--password={password}", path).stdout.decode()
            self.assertIn("R = 6\n", shown)
            for what in ("stream", "string", "file"):
                self.assertIn(f"{what} encryption method: AESv3\n", shown)
            self.assertIn("print high resolution: allowed\n", shown)
            self.assertIn("extract for accessibility: allowed\n", shown)
            for what in ("modify document assembly", "modify forms", "modify annotations", "modify other"):
                self.assertIn(f"{what}: not allowed\n", shown)
            self.assertIn("Supplied password is user password\n", shown)
            self.assertNotIn("Supplied password is owner password\n", shown)
            self.assertTrue(self.opens(path, password), name)
            self.assertFalse(self.opens(path, ""), name)
            self.assertFalse(self.opens(path, "x" + password), name)
            original, = self.dossier.output.glob(f"documents/*/{name}")
            self.assertEqual(tool("pdftotext", "-upw", password, path, "-").stdout,
                             tool("pdftotext", original, "-").stdout)
            self.assertTrue(tool("pdftotext", path, "-").returncode)

    def test_attachments_open_with_the_password_only(self):
        self.send()
        self.assert_protected(PASSWORD)
        manifest = {f["chemin"]: f for f in self.dossier.read_json("manifeste.json")["fichiers"]}
        copies = sorted(self.dossier.output.glob("proteges/*/*.pdf"))
        self.assertEqual(len(copies), len(self.attachments()))
        for copy in copies:
            self.assertEqual(stat.S_IMODE(copy.stat().st_mode), 0o600)
            entry = manifest[str(copy.relative_to(self.dossier.output))]
            self.assertEqual((entry["genre"], entry["octets"]), ("copie-protegee", copy.stat().st_size))
            document = manifest[str(copy.relative_to(self.dossier.output)).replace("proteges", "documents")]
            for key in ("numero", "revision", "langue", "pages", "cles"):
                self.assertEqual(entry[key], document[key])

    def test_every_message_has_words_for_it(self):
        texts = sorted((self.dossier.path / "templates").glob("*/courriels/*.txt"))
        self.assertGreater(len(texts), 10)
        self.assertEqual([p.name for p in texts if "{{#protege}}" not in p.read_text("utf-8")], [])

    def test_the_message_says_so(self):
        self.send()
        for message in self.messages().values():
            self.assertRegex(message.get_body(("plain",)).get_content(),
                             "avec un mot de passe : l’établissement vous le donne autrement|"
                             "A password opens")
        self.set_command(None)
        self.send()
        for message in self.messages().values():
            self.assertNotRegex(message.get_body(("plain",)).get_content(), "mot de passe|password")

    def test_second_run_writes_nothing(self):
        for workers in (1, 2):
            self.send(0, f"-j{workers}")
            before = {path: (path.stat().st_mtime_ns, path.stat().st_ino)
                      for path in self.dossier.output.rglob("*") if path.is_file()}
            self.send(0, "-j2")
            after = {path: (path.stat().st_mtime_ns, path.stat().st_ino)
                     for path in self.dossier.output.rglob("*") if path.is_file()}
            self.assertEqual(before, after)

    def test_only_what_changed_is_made_again(self):
        self.send()
        before = self.dossier.files()
        self.dossier.edit("input/sequences.csv", "Prepare statements.", "Prepare accounts.")
        self.send()
        after = self.dossier.files()
        same = {path: before[path] == after[path] for path in before if path.startswith("proteges/")}
        for path in same:
            source = path.replace("proteges", "documents")
            self.assertEqual(same[path], before[source] == after[source], path)
        self.assertEqual(set(same.values()), {False, True})
        self.assert_protected(PASSWORD)

    def test_another_password(self):
        self.send()
        before = self.dossier.files()
        self.set_password("Un autre, 2027")
        self.send()
        self.assert_protected("Un autre, 2027")
        for path, bytes_ in self.dossier.files().items():
            if path.startswith("proteges/"):
                self.assertNotEqual(bytes_, before[path])

    def test_a_damaged_copy_is_made_again(self):
        self.send()
        copies = sorted(self.dossier.output.glob("proteges/*/*.pdf"))
        whole = copies[0].read_bytes()
        for damaged in (b"", whole[:1000], whole[:-200], whole[:2000] + b"\0" * 600 + whole[2600:]):
            copies[0].write_bytes(damaged)
            self.send()
            self.assertTrue(self.opens(copies[0], PASSWORD))
            self.assert_protected(PASSWORD)

    def test_without_the_command_again(self):
        self.send()
        self.set_command(None)
        self.send()
        self.assertEqual(list(self.dossier.output.glob("proteges/*/*")), [])
        self.assertNotIn("proteges/", (self.dossier.output / "manifeste.json").read_text("utf-8"))
        for _, path in self.attachments():
            self.assertTrue(self.opens(path, ""))

    def test_the_password_is_nowhere(self):
        self.send()
        needles = [PASSWORD.encode(form) for form in ("utf-8", "latin-1", "utf-16-le", "utf-16-be")]
        looked = 0
        for path in self.dossier.path.rglob("*"):
            if path.is_file() and path.name != "password":
                looked += 1
                for needle in needles:
                    self.assertNotIn(needle, path.read_bytes(), path)
        self.assertGreater(looked, 20)

    def test_no_argument_holds_it(self):
        """The command writes down the arguments of its parent and of every process of its group."""
        (self.dossier.path / "secret.sh").write_text(
            "cat ./password\ncat /proc/[0-9]*/cmdline | tr '\\0' ' ' >seen\n", "utf-8")
        self.send()
        seen = (self.dossier.path / "seen").read_bytes()
        self.assertIn(b"envoyer", seen)
        self.assertNotIn(PASSWORD.encode(), seen)

    def refused(self, script, words):
        (self.dossier.path / "secret.sh").write_text(script, "utf-8")
        run = self.send(2)
        self.assertRegex(run.err, r"config\.ini:\d+")
        self.assertIn(words, run.err)
        self.assertEqual(self.messages(), {})
        self.assertEqual(list(self.dossier.output.glob("proteges/*/*")), [])

    def test_no_password_no_message(self):
        for script, words in (("exit 3", "a échoué (code 3)"),
                              (f"echo {PASSWORD}; exit 1", "a échoué (code 1)"),
                              ("kill -9 $$", "arrêtée par le signal 9"),
                              ("true", "n'a rien donné"),
                              ("echo; echo mot", "n'a rien donné"),
                              ("printf 'a\\001b'", "caractère de contrôle"),
                              ("printf 'a\\000b'", "caractère de contrôle"),
                              ("printf 'a\\tb'", "caractère de contrôle"),
                              ("printf '\\351l\\350ve\\n'", "pas en UTF-8"),
                              ("printf 'a\\302\\240b'", "de la même façon"),
                              ("printf 'a\\342\\200\\213b'", "de la même façon"),
                              ("printf %0128d 1", "dépasse 127 octets"),
                              ("printf %02000d 1", "trop long"),
                              ("exec yes mot", "arrêtée par le signal 13")):
            with self.subTest(script=script):
                self.refused(script, words)

    def test_commands_that_cannot_be_run(self):
        for command, words in (("/nulle/part", "ne peut pas être lancée"),
                               ("sh 'a", "guillemet"), ("''", "ne peut pas être lancée")):
            with self.subTest(command=command):
                self.set_command(command)
                run = self.send(2)
                self.assertIn(words, run.err)
                self.assertEqual(self.messages(), {})

    def test_127_bytes_are_enough(self):
        password = "é" * 63 + "x"
        self.set_password(password)
        self.send()
        for name, path in self.attachments():
            self.assertTrue(self.opens(path, password), name)
            self.assertFalse(self.opens(path, password[:-1]), name)

    def test_no_shell_reads_the_command(self):
        self.set_command("printf '%s' \"$HOME;`x`\"")
        self.send()
        self.assert_protected("$HOME;`x`")

    def test_a_password_a_company(self):
        self.set_command("sh ./each.sh {{entreprise}}")
        (self.dossier.path / "each.sh").write_text('echo "$1" >>asked; echo "mot de $1"', "utf-8")
        self.send()
        manifest = self.dossier.read_json("manifeste.json")["fichiers"]
        companies = set()
        for entry in manifest:
            if entry["genre"] == "copie-protegee":
                company = entry["cles"]["entreprise"]
                companies.add(company)
                path = self.dossier.output / entry["chemin"]
                self.assertTrue(self.opens(path, f"mot de {company}"))
                self.assertFalse(self.opens(path, "mot de personne"))
        self.assertGreater(len(companies), 1)
        asked = (self.dossier.path / "asked").read_text("utf-8").split()
        self.assertEqual(sorted(asked), sorted(companies))
        # One that has none keeps its messages back, and no other.
        lost = sorted(companies)[0]
        (self.dossier.path / "each.sh").write_text(
            f'[ "$1" != {lost} ] || exit 4; echo "mot de $1"', "utf-8")
        run = self.send(1)
        self.assertIn(lost, run.out + run.err)
        self.assertIn("a échoué (code 4)", run.out + run.err)
        names = self.messages()
        self.assertTrue(names)
        self.assertFalse([name for name in names if name.startswith(f"{lost}-")])
        self.assertFalse([f for f in self.dossier.read_json("manifeste.json")["fichiers"]
                          if f["genre"] == "copie-protegee" and f["cles"]["entreprise"] == lost])


if __name__ == "__main__":
    unittest.main()
