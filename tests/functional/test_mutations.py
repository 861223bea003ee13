"""Every rule, proved by one-cell changes of clean dossiers (tests/mutations/mutations.csv).

Each change must give its finding at its place, with its severity and the documents that it
holds back, and no other error or warning than those that the list names."""
import json
import os
import shutil
import unittest
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import jsonschema

from harness import ROOT, Dossier, ate
from mutation import ConfigFile, Mutation, read_list

SERIOUS = ("erreur", "avertissement")
# Held documents are compared for these kinds: a kind added to the catalogue does not change the list.
KINDS = ("attestation", "declaration", "fiche-credit", "horaire-visites", "journal", "liste-candidats",
         "presences", "presentation", "protocole", "releve")


def declared():
    """The clean dossier once its lot is made: the registry knows what was declared."""
    dossier = Dossier("propre")
    made = dossier.ate("declarer")
    if made.code != 0:
        raise AssertionError(made)
    config = ConfigFile(dossier.path / "config.ini")
    config.change("regles", "sequence-non-declaree", "avertissement")
    config.write()
    shutil.rmtree(dossier.output, ignore_errors=True)
    return dossier


NOT_IN_THE_LIST = {
    "encodage-detecte": "said of every file, whatever it holds: see test_properties.py",
    "sequence-partie-changee": "needs documents issued before: see tests/unit/rule/test_party.c",
}
SCHEMA = json.loads((ROOT / "docs" / "constats.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

BASES = {"propre": lambda: Dossier("propre"), "propre-declare": declared,
         "college": lambda: Dossier("college")}


class Copy(Dossier):
    """A dossier made of links to another: only what a mutation writes is its own."""

    def __init__(self, base):
        self.path = base.path.with_name(f"{base.path.name}-{os.urandom(6).hex()}")
        (self.path / "input").mkdir(parents=True)
        for name in ("config.ini", "templates", "registre", *base.path.glob("input/*.csv")):
            source = base.path / name
            if source.exists():
                (self.path / source.relative_to(base.path)).symlink_to(source)


def held(finding):
    return [h for h in finding["retient"] if h.split(":")[0] in KINDS]


def mark(finding):
    """What a finding is, wherever it is."""
    return finding["code"], finding["gravite"], finding["fichier"], finding["colonne"], finding["valeur"]


def told(finding):
    return " ".join(str(finding[k]) for k in ("gravite", "code", "fichier", "ligne", "colonne")) + \
        f" [{' '.join(held(finding))}] {finding['message']}"


class Outcome:
    """A mutation run: what is new since the base, and what is wrong with it."""

    def __init__(self, line, base):
        self.line, self.faults = line, []
        dossier = Copy(base.dossier)
        try:
            mutation = Mutation(line, dossier)
            self.run = dossier.ate("valider", "--format=json")
            if line["gravite"] == "refus":
                self.judge_refusal(mutation)
            else:
                self.judge(mutation, json.loads(self.run.out), base)
        except (LookupError, ValueError) as error:
            self.faults.append(f"{type(error).__name__}: {error} {self.run if hasattr(self, 'run') else ''}")
        finally:
            dossier.remove()

    def judge_refusal(self, mutation):
        _, number, _ = mutation.place()
        if self.run.code != 2:
            self.faults.append(f"exit {self.run.code} instead of 2")
        if (f"config.ini:{number}" if number else "config.ini") not in self.run.err:
            self.faults.append(f"config.ini:{number} is not named: {self.run.err}")

    def judge(self, mutation, findings, base):
        self.faults += [f"{e.json_path}: {e.message}" for e in VALIDATOR.iter_errors(findings)]
        known = Counter(base.marks)
        new = []
        for finding in findings["constats"]:
            if known[mark(finding)] > 0:
                known[mark(finding)] -= 1
            else:
                new.append(finding)
        others = self.judge_expected(mutation, new)
        also = set(self.line["aussi"].split())
        extra = [f for f in others if f["gravite"] in SERIOUS and f["code"] not in also]
        missing = also - {f["code"] for f in others if f["gravite"] in SERIOUS}
        self.faults += [f"not expected: {told(f)}" for f in extra]
        self.faults += [f"expected as well: {code}" for code in sorted(missing)]
        errors = any(f["gravite"] == "erreur" for f in findings["constats"])
        if self.run.code != int(errors):
            self.faults.append(f"exit {self.run.code}")

    def judge_expected(self, mutation, new):
        """Returns the new findings but the expected one."""
        code, severity = self.line["code"], self.line["gravite"]
        same = [f for f in new if f["code"] == code]
        if severity == "aucun":
            self.faults += [f"not expected: {told(f)}" for f in same]
            return [f for f in new if f["code"] != code]
        place = mutation.place()
        here = [f for f in same if (f["fichier"], f["ligne"], f["colonne"]) == place]
        right = [f for f in here
                 if f["gravite"] == severity and held(f) == self.line["retient"].split()]
        if not right:
            self.faults.append(f"expected {severity} {code} at {place} [{self.line['retient']}], got "
                               f"{[told(f) for f in same] or 'nothing'}")
            return [f for f in new if f not in here]
        return [f for f in new if f is not right[0]]


class Base:
    def __init__(self, name):
        self.dossier = BASES[name]()
        self.findings = json.loads(self.dossier.ate("valider", "--format=json").out)["constats"]
        self.marks = Counter(map(mark, self.findings))


class Mutations(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.list = read_list()
        cls.bases = {name: Base(name) for name in BASES}
        for base in cls.bases.values():
            cls.addClassCleanup(base.dossier.remove)

    def test_the_clean_dossiers_are_clean(self):
        for name in ("propre", "propre-declare"):
            serious = [told(f) for f in self.bases[name].findings if f["gravite"] in SERIOUS]
            self.assertEqual(serious, [], name)

    def test_every_rule_is_in_the_list(self):
        rules = {r["code"] for r in json.loads(ate("regles", "--format=json").out)["regles"]}
        shown = {line["code"] for line in self.list if line["gravite"] != "aucun"}
        self.assertEqual(rules - shown, set(NOT_IN_THE_LIST))
        self.assertEqual(shown - rules, set())

    def test_every_table_is_in_the_list(self):
        tables = {t["nom"] for t in json.loads(ate("schema", "--format=json").out)["tables"]}
        self.assertEqual(tables - {line["table"] for line in self.list}, set())

    def test_every_change_gives_its_finding(self):
        with ThreadPoolExecutor(2) as pool:
            outcomes = list(pool.map(lambda line: Outcome(line, self.bases[line["base"]]), self.list))
        for outcome in outcomes:
            line = outcome.line
            name = " ".join(line[k] for k in ("base", "table", "cle", "colonne", "valeur"))
            with self.subTest(f"mutations.csv:{line['ligne']} {name[:100]} -> {line['code']}"):
                self.assertEqual(outcome.faults, [])


if __name__ == "__main__":
    unittest.main()
