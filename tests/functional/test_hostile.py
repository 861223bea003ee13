"""Hostile input: at and past every limit, huge, repetitive or tied in knots. The program ends by
itself, within the memory and processor time that each test gives it, and says what is wrong."""
import os
import resource
import unittest

from harness import DossierCase

SANITIZED = bool(os.environ.get("SANITIZE"))
MANY = 20_000 if SANITIZED else 300_000
KIB, MIB, GIB = 1 << 10, 1 << 20, 1 << 30
TASKS = "id,tache,responsable,echeance,statut\n"


def limits(memory, seconds=120):
    """Generous, but far under what quadratic work or a copy too many would need."""
    def limit():
        if not SANITIZED:  # a sanitizer reserves terabytes of addresses
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    return limit


class Hostile(DossierCase):
    def put(self, table, text):
        self.dossier.table(table).write_text(text, "utf-8")

    def check(self, memory=512 * MIB, exit_code=1):
        run = self.dossier.ate("valider", "-q", preexec_fn=limits(memory))
        self.assert_exit(exit_code, run)
        return run

    def found(self, code, table):
        return [f for f in self.dossier.findings(code) if f["fichier"] == f"{table}.csv"]


class Limits(Hostile):
    """The last value that is read, and the first that is not."""

    def field_of(self, length):
        self.put("taches", f"{TASKS}T1,{'x' * length},P1,2027-05-01,faite\nT2,Tâche,P1,2027-05-01,faite\n")
        self.check()
        return self.found("enregistrement-invalide", "taches"), self.found("valeur-trop-longue", "taches")

    def test_field(self):
        for length in (64 * KIB - 1, 64 * KIB):
            broken, long = self.field_of(length)
            self.assertEqual((broken, [f["cellule"] for f in long]), ([], ["B2"]), length)
        broken, long = self.field_of(64 * KIB + 1)
        self.assertEqual([(f["ligne"], f["colonne"]) for f in broken], [(2, "tache")])
        self.assertIn("64 Kio", broken[0]["message"])
        self.assertEqual(long, [])

    def columns(self, count):
        more = count - TASKS.count(",") - 1
        header = TASKS.strip() + "".join(f",c{i}" for i in range(more))
        self.put("taches", f"{header}\nT1,Tâche,P1,2027-05-01,faite{',x' * more}\n")
        self.check()
        return self.found("fichier-illisible", "taches"), self.found("colonne-inconnue", "taches")

    def test_columns(self):
        for count in (511, 512):
            refused, unknown = self.columns(count)
            self.assertEqual((refused, len(unknown)), ([], count - 5))
        refused, unknown = self.columns(513)
        self.assertEqual((len(refused), unknown), (1, []))
        self.assertIn("512", refused[0]["message"])

    def test_a_record_with_more_columns_than_that_is_one_finding(self):
        self.put("taches", f"{TASKS}T1{',x' * 100_000}\nT2,Tâche,P1,2027-05-01,faite\n")
        self.check()
        broken = self.found("enregistrement-invalide", "taches")
        self.assertEqual([f["ligne"] for f in broken], [2])
        self.assertIn("512", broken[0]["message"])

    def test_file_over_1_gib_is_refused_unread(self):
        with self.dossier.table("taches").open("wb") as file:
            file.truncate(GIB + 1)  # no disk is used
        self.check()  # in half of its size
        refused = self.found("fichier-illisible", "taches")
        self.assertEqual(len(refused), 1)
        self.assertIn("taille", refused[0]["message"])


class Many(Hostile):
    def test_rows(self):
        self.put("taches", TASKS + "".join(f"T{i},Tâche,P1,2027-05-01,faite\n" for i in range(MANY)))
        self.check()
        for finding in self.dossier.findings():
            self.assertFalse(finding["fichier"] == "taches.csv" and finding["gravite"] == "erreur", finding)

    def test_one_key_over_and_over_gives_as_many_findings_on_one_file(self):
        self.put("criteres", "code,critere\n" + "K,Critère\n" * MANY)
        self.check(memory=GIB)
        found = self.found("cle-double", "criteres")
        self.assertEqual(len(found), MANY - 1)
        self.assertEqual((found[0]["ligne"], found[-1]["ligne"]), (3, MANY + 1))

    def test_a_quote_on_each_line(self):
        """Each opens a field that nothing closes well: no line is read more than a few times."""
        self.put("taches", TASKS + '"T,x\n' * 20_000)
        self.check()
        self.assertEqual(len(self.found("enregistrement-invalide", "taches")), 20_000)

    @unittest.skipIf(SANITIZED, "a sanitizer reserves terabytes of addresses")
    def test_too_little_memory_is_said_and_leaves_only_whole_files(self):
        self.put("taches", TASKS + "".join(f"T{i},Tâche,P1,2027-05-01,faite\n" for i in range(MANY)))
        run = self.check(memory=80 * MIB, exit_code=3)
        self.assertIn("la mémoire manque", run.err)
        written = {p.name for p in self.dossier.output.glob("*") if not p.name.startswith(".ate-")}
        self.assertLessEqual(written, {"constats.json"})
        if written:
            self.dossier.findings()  # whole


class Knots(Hostile):
    """`remplace` chains: each sequence carries on the one before."""
    COUNT = 2_000

    def chain(self, first):
        head = ("id,eleve,entreprise,superviseur,responsable,rang,type,statut,debut,fin,jours,heures_semaine,"
                "heures,remuneree,taux_horaire,remplace\n")
        row = ("S{0},1001,E1,S1,P2,1,mise_en_oeuvre,interrompue,2026-10-05,2026-11-13,lun,40,232,oui,21,{1}\n")
        self.put("sequences", head + "".join(row.format(i, f"S{i - 1}" if i else first) for i in range(self.COUNT)))
        self.check(memory=GIB)

    def assert_all_are_judged(self):
        self.assertEqual(self.found("lien-inconnu", "sequences"), [])
        self.assertEqual(len({f["ligne"] for f in self.found("interruption-motif", "sequences")}), self.COUNT)

    def test_deep(self):
        self.chain("")
        self.assert_all_are_judged()

    def test_cyclic(self):
        self.chain(f"S{self.COUNT - 1}")
        self.assert_all_are_judged()

    def test_itself(self):
        self.COUNT = 1
        self.chain("S0")
        self.assert_all_are_judged()


if __name__ == "__main__":
    unittest.main()
