"""The JSON Schemas of docs/ say what constats.json and manifeste.json are, no more and no less."""
import copy
import hashlib
import json
import unittest

import jsonschema

from harness import ROOT, Dossier


def validator(name):
    schema = json.loads((ROOT / "docs" / f"{name}.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


class Schemas(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.dossier = Dossier("petit")
        cls.addClassCleanup(cls.dossier.remove)
        cls.dossier.ate("produire")

    def assert_valid(self, name, document):
        errors = [f"{e.json_path}: {e.message}" for e in validator(name).iter_errors(document)]
        self.assertEqual(errors, [])

    def assert_refused(self, name, document, where):
        paths = [e.json_path for e in validator(name).iter_errors(document)]
        self.assertIn(where, paths)

    def test_findings(self):
        document = self.dossier.read_json("constats.json")
        self.assert_valid("constats", document)
        self.assertTrue(document["constats"] and document["non_verifie"])
        counts = {s: 0 for s in document["resume"]}
        for finding in document["constats"]:
            counts[finding["gravite"]] += 1
        self.assertEqual(document["resume"], counts)

    def test_manifest(self):
        document = self.dossier.read_json("manifeste.json")
        self.assert_valid("manifeste", document)
        paths = [f["chemin"] for f in document["fichiers"]]
        self.assertEqual(paths, sorted(set(paths)))
        self.assertTrue({"attestation", "protocole"} <= {f["genre"] for f in document["fichiers"]})
        for file in document["fichiers"]:
            data = (self.dossier.output / file["chemin"]).read_bytes()
            self.assertEqual((file["octets"], file["sha256"]),
                             (len(data), hashlib.sha256(data).hexdigest()), file["chemin"])

    def test_the_schema_of_findings_refuses_what_is_not_one(self):
        good = self.dossier.read_json("constats.json")
        wrong = {
            "gravite": "grave", "ligne": 0, "cellule": "14D", "message": "",
            "retient": ["protocole"], "colonne": 3, "code": "Valeur requise",
        }
        for key, value in wrong.items():
            with self.subTest(key=key):
                document = copy.deepcopy(good)
                document["constats"][0][key] = value
                path = f"$.constats[0].{key}" + ("[0]" if key == "retient" else "")
                self.assert_refused("constats", document, path)
        document = copy.deepcopy(good)
        del document["constats"][0]["valeur"]
        self.assert_refused("constats", document, "$.constats[0]")
        document = copy.deepcopy(good)
        document["constats"][0].update(gravite="info", retient=["protocole:Q1"])
        self.assert_refused("constats", document, "$.constats[0].retient")

    def test_the_schema_of_the_manifest_refuses_what_is_not_one(self):
        good = self.dossier.read_json("manifeste.json")
        wrong = {"chemin": "../secret", "genre": "Un genre", "revision": 0, "langue": "es",
                 "octets": -1, "sha256": "abc", "etat": "perdu"}
        for key, value in wrong.items():
            with self.subTest(key=key):
                document = copy.deepcopy(good)
                document["fichiers"][0][key] = value
                self.assert_refused("manifeste", document, f"$.fichiers[0].{key}")


if __name__ == "__main__":
    unittest.main()
