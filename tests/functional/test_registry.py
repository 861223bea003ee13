"""The registry as a user meets it: an older one, a second run, damage, full disks, originals and
signed copies."""
import fcntl
import hashlib
import os
import resource
import shutil
import sqlite3
import subprocess
import tempfile
import unittest
from pathlib import Path

from harness import ATE, ROOT, DossierCase
from test_transmit import Hasty

SCHEMA_1 = ROOT / "tests" / "unit" / "record" / "kept" / "schema-1.db"


class Registry(DossierCase):
    @property
    def folder(self):
        return self.dossier.path / "registre"

    @property
    def base(self):
        return self.folder / "registre.db"

    def sql(self, query, *args, path=None):
        base = sqlite3.connect(f"file:{path or self.base}?mode=ro", uri=True)
        try:
            return base.execute(query, args).fetchall()
        finally:
            base.close()

    def make(self, *args, code=1):
        run = self.dossier.ate("produire", *args)
        self.assert_exit(code, run)
        return run

    def documents(self):
        """Every PDF of output/."""
        return {p: b for p, b in self.dossier.files().items() if p.endswith(".pdf")}


class Older(Registry):
    """A registry that the first version wrote, on the same tables."""

    def setUp(self):
        super().setUp()
        self.folder.mkdir()
        shutil.copy(SCHEMA_1, self.base)
        (self.base).chmod(0o600)

    def test_it_is_copied_then_brought_up_to_date(self):
        self.dossier.keep_kinds("protocole", "attestation", "fiche-credit", "horaire-visites")
        numbers = self.sql("SELECT genre, cle, numero FROM documents ORDER BY 1, 2")
        self.make()
        self.assertEqual(self.sql("PRAGMA user_version"), [(4,)])
        self.assertEqual(self.sql("SELECT genre, cle, numero FROM documents ORDER BY 1, 2"), numbers)
        self.assertEqual(self.sql("SELECT max(revision) FROM revisions"), [(2,)])
        copy = self.folder / "registre.db.avant-v4"
        self.assertEqual(self.sql("PRAGMA user_version", path=copy), [(1,)])
        self.assertEqual(self.sql("SELECT genre, cle, numero FROM documents ORDER BY 1, 2", path=copy), numbers)
        self.assertEqual(copy.stat().st_mode & 0o777, 0o600)
        # what was signed then is found again: its terms, and its bytes
        self.assertEqual(self.sql("SELECT t.revision, t.valeur FROM termes t JOIN documents d ON d.id = t.document"
                                  " WHERE d.cle = 'Q5' AND t.nom = 'heures'"), [(2, "203")])
        self.assertEqual(self.sql("SELECT revision, nature FROM originaux o JOIN documents d ON d.id = o.document"
                                  " WHERE d.cle = 'Q5'"), [(2, "emis")])
        before = self.dossier.files()
        self.make()
        self.assertEqual(self.dossier.files(), before)

    def test_what_was_signed_and_has_changed_is_said(self):
        self.dossier.edit("input/sequences.csv", "2027-03-30,2027-05-07", "2027-03-30,2027-05-14")
        run = self.make()
        self.assertIn("protocole Q5 : signé, mais le texte de la révision 2 n'a pas été gardé", run.err)
        self.assertEqual(self.sql("SELECT max(revision) FROM revisions r JOIN documents d ON d.id = r.document"
                                  " WHERE d.cle = 'Q5' AND genre = 'protocole'"), [(2,)])
        self.assertEqual(self.sql("SELECT count(*) FROM documents WHERE genre = 'avenant'"), [(0,)])
        self.dossier.edit("input/sequences.csv", "2027-03-30,2027-05-14", "2027-03-30,2027-05-07")
        self.assertNotIn("n'a pas été gardé", self.make().err)

    def test_reading_commands_leave_it(self):
        before = self.base.read_bytes()
        for command in (["valider"], ["produire", "--simuler"], ["declarer", "--simuler"]):
            self.assertIn(self.dossier.ate(*command).code, (0, 1))
        self.assertEqual(self.base.read_bytes(), before)
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), ["registre.db"])

    def test_a_newer_one_is_refused(self):
        self.make()
        base = sqlite3.connect(self.base)
        base.execute("PRAGMA user_version = 9")
        base.close()
        before = self.base.read_bytes()
        for command in ("produire", "valider"):
            run = self.dossier.ate(command)
            self.assert_exit(3, run)
            self.assertIn("version plus récente du programme (schéma 9", run.err)
        self.assertEqual(self.base.read_bytes(), before)


class Damage(Registry):
    def refused(self, words="endommagé"):
        before, output = self.base.read_bytes(), self.dossier.files()
        for command in ("produire", "valider", "declarer", "envoyer"):
            run = self.dossier.ate(command)
            self.assert_exit(3, run)
            self.assertIn(words, run.err)
            self.assertIn("sauvegarde", run.err)
        self.assertEqual(self.base.read_bytes(), before)
        self.assertEqual(self.dossier.files(), output)

    def test_truncated(self):
        self.make()
        whole = self.base.read_bytes()
        for length in (1, 100, 4096, 8192, len(whole) - 4096, len(whole) - 1):
            self.base.write_bytes(whole[:length])
            with self.subTest(length=length):
                self.refused("pas un registre" if length == 1 else "endommagé")
        self.base.write_bytes(whole)
        self.make()

    def test_a_digit_of_a_number(self):
        self.make()
        whole = self.base.read_bytes()
        self.assertIn(b"P-2027-999056-00002", whole)
        at = whole.index(b"999056-00002") + 11
        self.base.write_bytes(whole[:at] + b"7" + whole[at + 1:])
        self.refused("registre.sceau")

    def test_empty(self):
        self.make()
        self.base.write_bytes(b"")
        self.refused("pas un registre")

    @unittest.skipIf(os.geteuid() == 0, "root writes everywhere")
    def test_read_only(self):
        self.make()
        self.base.chmod(0o400)
        run = self.dossier.ate("produire")
        self.assert_exit(3, run)
        self.assertIn("vérifiez les droits", run.err)


class FullDisk(Registry):
    """The registry on a disk of its own, with little room."""

    def setUp(self):
        super().setUp()
        self.disk = Path(tempfile.mkdtemp(prefix="ate-disque-"))
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", self.disk],
                              capture_output=True, check=False)
        if done.returncode:
            self.disk.rmdir()
            self.skipTest("a small disk cannot be mounted here")
        self.addCleanup(lambda: (subprocess.run(["umount", self.disk], check=True), self.disk.rmdir()))
        config = self.dossier.path / "config.ini"
        config.write_text(config.read_text("utf-8") + f"\n[registre]\ndossier = {self.disk}\n", "utf-8")

    @property
    def folder(self):
        return self.disk

    def test_nothing_is_half_kept_and_the_next_run_finishes(self):
        run = self.dossier.ate("produire")
        self.assert_exit(3, run)
        self.assertIn("le disque est plein", run.err)
        for kept in (self.disk / "originaux").glob("*"):
            self.assertEqual(kept.stem, hashlib.sha256(kept.read_bytes()).hexdigest())
        subprocess.run(["mount", "-o", "remount,size=20m", self.disk], check=True)
        self.make()
        numbers = self.sql("SELECT genre, cle, numero FROM documents ORDER BY 1, 2")
        disturbed = self.documents()
        # an undisturbed run gives the same
        shutil.rmtree(self.dossier.output)
        for name in list(self.disk.iterdir()):
            shutil.rmtree(name) if name.is_dir() else name.unlink()
        self.make()
        self.assertEqual(self.sql("SELECT genre, cle, numero FROM documents ORDER BY 1, 2"), numbers)
        self.assertEqual(self.documents(), disturbed)


class Together(Registry):
    """Commands that only read the registry write in output/ too: two of them do not at once."""

    def test_one_writes_at_a_time(self):
        self.make()
        before = self.dossier.files()
        held = os.open(self.dossier.output, os.O_RDONLY)
        self.addCleanup(os.close, held)
        fcntl.flock(held, fcntl.LOCK_EX)
        (self.dossier.output / ".ate-1-0").write_bytes(b"of the other one")
        self.dossier.table("visites").write_text("id,sequence\n", "utf-8")
        for command in ("valider", "planifier", "jumeler", "produire"):
            with self.subTest(command):
                run = self.dossier.ate(command, env=Hasty.environment())
                self.assert_exit(3, run)
                self.assertIn("Une autre production est en cours", run.err)
        (self.dossier.output / ".ate-1-0").unlink()
        self.assertEqual(self.dossier.files(), before)
        fcntl.flock(held, fcntl.LOCK_UN)
        self.assert_exit(1, self.dossier.ate("planifier"))


class NoRoom(Registry):
    def test_what_the_registry_could_not_take_is_told_nowhere(self):
        """A revision that it did not record is not in the manifest either: the next run would take the
        registry for an old copy."""
        self.make()
        manifest = self.dossier.read_json("manifeste.json")
        self.dossier.edit("input/sequences.csv", ",232,5,2026-11-23", ",230,5,2026-11-23")
        size = self.base.stat().st_size - 4096
        run = self.dossier.ate("produire", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))
        self.assert_exit(3, run)
        self.assertIn("registre.db", run.err)
        self.assertNotIn("Les fichiers sont dans", run.err)
        self.assertEqual(self.dossier.read_json("manifeste.json"), manifest)
        self.make()
        self.assertEqual(self.sql("SELECT max(revision) FROM revisions r JOIN documents d ON d.id = r.document"
                                  " WHERE genre = 'attestation' AND cle = 'Q1'"), [(2,)])


class TwoAtOnce(Registry):
    def test_the_second_says_so(self):
        self.make()
        before = self.dossier.files()
        base = sqlite3.connect(self.base, isolation_level=None)
        base.execute("BEGIN EXCLUSIVE")
        (self.folder / "en-cours").write_text("4321\nposte-7\n2027-03-15 09:30\n", "utf-8")
        for command in ("produire", "declarer", "envoyer"):
            run = self.dossier.ate(command)
            self.assert_exit(3, run)
            self.assertIn("Une autre production est en cours sur ce dossier (processus 4321 de poste-7, depuis "
                          "2027-03-15 09:30)", run.err)
            self.assertIn("attendez qu'elle finisse", run.err)
        base.execute("ROLLBACK")
        base.close()
        self.assertEqual(self.dossier.files(), before)
        self.make()
        self.assertFalse((self.folder / "en-cours").exists())

    def test_many_at_once_never_double(self):
        command = [ATE, "produire", "-C", str(self.dossier.path)]
        for turn in range(3):
            runs = [subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                     stderr=subprocess.PIPE) for _ in range(4)]
            ends = [(run.communicate()[1].decode("utf-8"), run.returncode) for run in runs]
            self.assertIn(1, [code for _, code in ends], ends)
            for said, code in ends:
                self.assertIn(code, (1, 3), said)
                if code == 3:
                    self.assertIn("Une autre production est en cours", said)
            self.assertEqual(self.sql("PRAGMA integrity_check"), [("ok",)])
            numbers = [n for n, in self.sql("SELECT numero FROM documents WHERE numero IS NOT NULL")]
            self.assertEqual(len(numbers), len(set(numbers)))
            self.assertEqual(self.sql("SELECT count(*) FROM revisions WHERE revision > 1"), [(0,)], turn)
        self.assertEqual(self.sql("SELECT count(*), max(dernier) FROM compteurs WHERE genre = 'protocole'"), [(1, 4)])


class Originals(Registry):
    def test_the_output_comes_back_from_the_registry(self):
        self.make()
        before = self.documents()
        shutil.rmtree(self.dossier.output)
        self.make()
        self.assertEqual(self.documents(), before)

    def test_what_was_issued_keeps_its_bytes_and_the_rest_follows_the_template(self):
        self.make()
        before = self.documents()
        self.dossier.edit("templates/fr/attestation.md", "\n\n", "\n\nPhrase ajoutée.\n\n")
        self.dossier.edit("templates/fr/fiche-credit.md", "\n\n", "\n\nPhrase ajoutée.\n\n")
        self.make()
        after = self.documents()
        changed = sorted(p.split("/")[1] for p in before if before[p] != after[p])
        self.assertEqual([k for k in changed if k != "horaire-visites"], ["fiche-credit", "fiche-credit"])
        self.assertEqual(self.sql("SELECT count(*) FROM revisions WHERE revision > 1"), [(0,)])

    def test_a_second_run_writes_nothing(self):
        self.make()
        stamp = lambda: {p: (p.stat().st_mtime_ns, p.stat().st_ino) for root in (self.dossier.output, self.folder)
                         for p in root.rglob("*") if p.is_file()}
        before = stamp()
        self.make()
        self.make("--date=2027-03-16")
        dated = {"constats.json", "manifeste.json", "index.html", "sommaire.xlsx", "constats.xlsx", "temoin.json"}
        after = stamp()
        self.assertEqual({p for p in before if before[p] != after.get(p) and p.name not in dated}, set())
        self.assertEqual(set(after), set(before))

    def test_what_a_crash_left_beside_it_is_removed(self):
        self.make()
        whole = sorted(self.folder.rglob("*"))
        for left in (self.folder / ".ate-4321-1", self.folder / "originaux" / ".ate-4321-2"):
            left.write_bytes(b"cut")
        self.dossier.ate("valider")  # which only reads
        self.assertEqual(len(list(self.folder.rglob("*"))), len(whole) + 2)
        self.make()
        self.assertEqual(sorted(self.folder.rglob("*")), whole)

    def test_a_signed_copy_is_taken_in_once(self):
        self.make()
        signed = self.dossier.path / "input" / "signes"
        signed.mkdir()
        scan = b"%PDF-1.4\n% exemplaire sign\xc3\xa9\n"
        (signed / "P-2027-999056-00002.pdf").write_bytes(scan)
        (signed / "P-2027-999056-0003.pdf").write_bytes(scan)
        (signed / "P-2027-999056-00003.pdf").write_bytes(b"pas un PDF")
        run = self.make()
        self.assertIn("P-2027-999056-00002.pdf : exemplaire signé reçu pour protocole Q2, gardé au registre", run.err)
        self.assertIn("P-2027-999056-0003.pdf : aucun document ne porte ce numéro ; vouliez-vous dire "
                      "« P-2027-999056-0000", run.err)
        self.assertIn("P-2027-999056-00003.pdf : ce n'est pas un PDF", run.err)
        sha256 = hashlib.sha256(scan).hexdigest()
        self.assertEqual((self.folder / "originaux" / f"{sha256}.pdf").read_bytes(), scan)
        self.assertEqual(self.sql("SELECT d.cle, o.sha256, o.nature, o.garde_le FROM originaux o JOIN documents d"
                                  " ON d.id = o.document WHERE o.nature = 'signe'"),
                         [("Q2", sha256, "signe", "2027-03-15")])
        self.assertEqual(self.sql("SELECT jour, cle, detail FROM evenements WHERE nature = 'scan_recu'"),
                         [("2027-03-15", "Q2", sha256)])
        self.assertNotIn("exemplaire signé reçu", self.make().err)


if __name__ == "__main__":
    unittest.main()
