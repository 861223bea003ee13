"""ate envoyer --transmettre: each message once, whatever the server or the machine does."""
import collections
import csv
import datetime
import email
import email.policy
import hashlib
import json
import os
import pty
import random
import re
import shutil
import signal
import sqlite3
import struct
import subprocess
import tempfile
import threading
import time
import unittest
import zoneinfo
from pathlib import Path

from harness import ATE, ROOT, Dossier, ate
from post_office import PASSWORD, USER, Authority, Office, Relay, Script

FAULT = os.environ.get("FAULT") or ROOT / os.environ.get("BUILD", "build") / "tests/faults/fault.so"
KINDS = ("protocole", "attestation", "confirmation")
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # each message costs a flush
COPY = "copie@cfp-battures.example"


class Hasty:
    """A library that makes the program's pauses take no time."""
    path = None

    @classmethod
    def environment(cls):
        if not cls.path:
            cls.folder = tempfile.TemporaryDirectory(prefix="ate-hasty-")
            cls.path = f"{cls.folder.name}/hasty.so"
            subprocess.run(["gcc", "-shared", "-fPIC", "-o", cls.path, Path(__file__).with_name("hasty.c")], check=True)
        return {"LD_PRELOAD": cls.path, "ASAN_OPTIONS": "verify_asan_link_order=0:" + os.environ.get("ASAN_OPTIONS", "")}


class Post:
    """A dossier whose messages are prepared, and its mail account."""

    def __init__(self, path):
        self.path, self.output = path, path / "output"
        (path / "secret").write_text(PASSWORD + "\n", "utf-8")

    def account(self, office, **more):
        keys = {"expediteur": USER, "serveur": "localhost", "port": office.port, "securite": "starttls",
                "authentification": "plain", "utilisateur": USER, "mot_de_passe_commande": "cat secret",
                "autorite": Authority.get().pem, "debit": "10000/1s"}
        keys.update(more)
        config = self.path / "config.ini"
        head = config.read_text("utf-8").split("[courriel]")[0]
        lines = [f"{k} = {v}\n" for k, v in keys.items() if v is not None]
        config.write_text(head + "[courriel]\n" + "".join(lines), "utf-8")

    def ate(self, *args, **more):
        return ate("envoyer", "-C", self.path, *args, **more)

    def transmit(self, *args):
        return self.ate("--transmettre", "--oui", *args, env=Hasty.environment())

    def sql(self, query, *values):
        base = sqlite3.connect(f"file:{self.path}/registre/registre.db?mode=ro", uri=True)
        try:
            return base.execute(query, values).fetchall()
        finally:
            base.close()

    def states(self):
        return collections.Counter(dict(self.sql("SELECT etat, count(*) FROM messages WHERE etat <> 'remplace' GROUP BY etat")))

    def state_of(self, message_id):
        return self.sql("SELECT etat FROM messages WHERE message_id = ?", message_id)[0][0]

    def drafts(self):
        return sorted(p.name for p in (self.output / "courriels").glob("*.eml"))


def read(content):
    return email.message_from_bytes(content, policy=email.policy.default)


def ids(office):
    return [read(r.content)["Message-ID"] for r in office.received]


class Prepared(unittest.TestCase):
    """Messages are prepared once, and each test has a copy of them."""

    @classmethod
    def setUpClass(cls):
        cls.model = Dossier("propre")
        cls.model.keep_kinds(*KINDS)
        run = cls.model.ate("envoyer")
        assert run.code == 0, run
        cls.count = len(list((cls.model.output / "courriels").glob("*.eml")))
        assert cls.count >= 6, cls.count

    @classmethod
    def tearDownClass(cls):
        cls.model.remove()

    def copy(self):
        folder = Path(tempfile.mkdtemp(prefix="ate-", dir=MEMORY))
        self.addCleanup(shutil.rmtree, folder, True)
        shutil.copytree(self.model.path, folder / "dossier")
        return Post(folder / "dossier")

    def office(self, *args, **more):
        office = Office(*args, **more)
        self.addCleanup(office.close)
        return office

    def ready(self, script=None, account=None, **more):
        post, office = self.copy(), self.office(script, **more)
        post.account(office, **(account or {}))
        return post, office

    def assert_exit(self, code, run):
        self.assertEqual(run.code, code, run)


class OldRegistry(Prepared):
    """A registry put back from a copy of before: it knows nothing of what left since."""

    def test_nothing_goes_twice(self):
        office, post = Office(), self.copy()
        self.addCleanup(office.close)
        post.account(office)
        shutil.copytree(post.path / "registre", post.path / "sauvegarde")
        self.assertEqual(post.transmit().code, 0)
        gone = ids(office)
        self.assertEqual(len(gone), self.count)
        told = (post.output / "courriels/partis.txt").read_bytes()
        self.assertNotIn(b"@", told)
        shutil.rmtree(post.path / "registre")
        shutil.copytree(post.path / "sauvegarde", post.path / "registre")
        for args in ((), ("--transmettre", "--oui")):
            run = post.ate(*args, env=Hasty.environment())
            self.assertEqual(run.code, 0, run)
            self.assertIn("partis d'après courriels/partis.txt, et le registre ne le sait pas", run.err)
            self.assertEqual(post.drafts(), [])
        self.assertEqual(ids(office), gone)
        self.assertEqual((post.output / "courriels/partis.txt").read_bytes(), told)

    def test_the_ledger_makes_the_file_again(self):
        office, post = Office(), self.copy()
        self.addCleanup(office.close)
        post.account(office)
        post.transmit("--limite=1")
        (post.output / "courriels/partis.txt").unlink()
        run = post.transmit()
        self.assertNotIn("partis.txt", run.err)
        self.assertEqual(len(set(ids(office))), self.count)
        self.assertEqual(len(ids(office)), self.count)
        self.assertTrue((post.output / "courriels/partis.txt").exists())


class Works(Prepared):
    def test_each_goes_once_with_the_bytes_of_the_manifest(self):
        post, office = self.ready()
        drafts = post.drafts()
        run = post.transmit()
        self.assert_exit(0, run)
        self.assertIn(f"Messages acceptés par le serveur : {self.count} sur {self.count}.", run.err)
        self.assertEqual(post.states(), {"envoye": self.count})
        self.assertEqual(office.connections, 1)
        self.assertEqual(len(office.logins), 1)
        self.assertEqual(len(set(ids(office))), self.count)
        digests = {f["sha256"]: f for f in self.model.read_json("manifeste.json")["fichiers"]}
        for received in office.received:
            message = read(received.content)
            self.assertEqual(received.sender, USER)
            self.assertEqual(received.recipients, [message["To"].addresses[0].addr_spec])
            self.assertIsNone(message["X-Unsent"])
            age = time.time() - message["Date"].datetime.timestamp()
            self.assertLess(abs(age), 600)
            self.assertEqual(message["Date"].datetime.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
                             post.sql("SELECT e.moment FROM envois e JOIN messages m ON m.cle = e.message"
                                      " WHERE m.message_id = ?", message["Message-ID"])[0][0])
            companies = set()
            for part in message.iter_attachments():
                entry = digests[hashlib.sha256(part.get_content()).hexdigest()]
                companies.add(entry["cles"]["entreprise"])
            self.assertEqual(len(companies), 1)
        self.assertEqual(len(drafts), self.count)
        self.assertEqual(post.drafts(), [])
        listed = (post.output / "manifeste.json").read_text("utf-8")
        self.assertNotIn(".eml", listed)

    def test_nothing_of_it_goes_again(self):
        post, office = self.ready()
        post.transmit()
        carried = post.sql("SELECT count(*) FROM message_documents")[0][0]
        run = post.transmit()
        self.assert_exit(0, run)
        self.assertIn("Rien à transmettre.", run.err)
        self.assertIn(f"{carried} documents déjà partis, inchangés, n'y sont pas joints de nouveau.", run.err)
        self.assertEqual(len(office.received), self.count)
        self.assertEqual(post.ate().code, 0)
        self.assertEqual(post.drafts(), [])
        events = post.sql("SELECT genre, cle, numero, revision, detail FROM evenements WHERE nature = 'envoye'")
        self.assertEqual(len(events), carried)
        self.assertEqual({e[4] for e in events}, set(ids(office)))

    def test_what_changed_goes_alone_and_is_said(self):
        post, office = self.ready()
        post.transmit()
        first = len(office.received)
        path = post.path / "input/entreprises.csv"
        name = next(csv.DictReader(path.read_text("utf-8").splitlines(), delimiter=";"))["nom"]
        path.write_text(path.read_text("utf-8").replace(name, name + " bis"), "utf-8")
        run = post.transmit()
        self.assertIn(run.code, (0, 1), run)
        again = office.received[first:]
        self.assertTrue(0 < len(again) < self.count, run)
        for received in again:
            message = read(received.content)
            self.assertIn(name + " bis", message.get_body(("plain",)).get_content())

    def test_a_document_replaced_meanwhile_is_prepared_again_and_said(self):
        post, office = self.ready()
        path = post.path / "input/entreprises.csv"
        path.write_text(path.read_text("utf-8").replace(", rue", " bis, rue"), "utf-8")
        run = post.transmit()
        self.assertIn(run.code, (0, 1), run)
        self.assertIn("préparé de nouveau, ce qu'il dit ou porte a changé : ", run.err)
        replaced = {i for i, in post.sql("SELECT message_id FROM messages WHERE etat = 'remplace'")}
        self.assertTrue(replaced)
        self.assertFalse(replaced & set(ids(office)))

    def test_what_was_sent_keeps_its_bytes(self):
        post, office = self.ready()
        post.transmit()
        originals = {p.stem for p in (post.path / "registre/originaux").glob("*.pdf")}
        protocols = [part.get_content() for r in office.received for part in read(r.content).iter_attachments()
                     if part.get_filename().startswith("protocole")]
        self.assertTrue(protocols)
        for content in protocols:
            self.assertIn(hashlib.sha256(content).hexdigest(), originals)
        template = post.path / "templates/fr/protocole.md"
        template.write_text(template.read_text("utf-8") + "\n\nUn mot de plus.\n", "utf-8")
        self.assertEqual(post.ate().code, 0)
        made = {hashlib.sha256(p.read_bytes()).hexdigest() for p in post.output.glob("documents/protocole/*.pdf")}
        for content in protocols:
            self.assertIn(hashlib.sha256(content).hexdigest(), made)

    def test_every_way_of_login(self):
        said = {"plain": ("PLAIN", f"\0{USER}\0{PASSWORD}"), "login": ("LOGIN", f"{USER}\0{PASSWORD}"),
                "xoauth2": ("XOAUTH2", f"user={USER}\1auth=Bearer {PASSWORD}\1\1")}
        for way, expected in said.items():
            with self.subTest(way):
                post, office = self.ready(account={"authentification": way})
                self.assert_exit(0, post.transmit("--limite=1"))
                self.assertEqual(office.logins, [expected])
        post, office = self.ready(account={"authentification": "oauthbearer"})
        self.assert_exit(0, post.transmit("--limite=1"))
        self.assertIn(f"auth=Bearer {PASSWORD}", office.logins[0][1])

    def test_implicit_tls(self):
        post, office = self.ready(account={"securite": "tls"}, tls="tls")
        self.assert_exit(0, post.transmit())
        self.assertEqual(len(office.received), self.count)
        self.assertNotIn("STARTTLS", office.commands)

    def test_without_tls_nor_password(self):
        post, office = self.ready(account={"securite": "aucune", "authentification": "aucune"}, tls=None, login=())
        run = post.transmit("--limite=2")
        self.assert_exit(0, run)
        self.assertIn("passent en clair", run.err)
        self.assertEqual(len(office.received), 2)

    def test_copy(self):
        post, office = self.ready(account={"copie": COPY})
        self.assert_exit(0, post.transmit("--limite=1"))
        self.assertEqual(office.received[0].recipients[1:], [COPY])

    def test_protected_copies_leave_in_place_of_the_documents(self):
        post, office = self.ready()
        config = post.path / "config.ini"
        config.write_text(config.read_text("utf-8").replace("[sorties]", "[sorties]\nmot_de_passe_commande = cat seal", 1),
                          "utf-8")
        (post.path / "seal").write_text("autre-secret-5107\n", "utf-8")
        run = post.transmit()
        self.assert_exit(0, run)
        copies = {hashlib.sha256(p.read_bytes()).hexdigest() for p in post.output.glob("proteges/*/*.pdf")}
        sent = {hashlib.sha256(part.get_content()).hexdigest() for r in office.received
                for part in read(r.content).iter_attachments()}
        self.assertTrue(sent)
        self.assertLessEqual(sent, copies)
        self.assertEqual(len(office.received), self.count)
        protocols = {p.stem for p in (post.path / "registre/originaux").glob("*.pdf")}
        self.assertFalse(protocols & copies)  # what is kept opens without a password
        run = post.transmit()
        self.assert_exit(0, run)
        self.assertEqual(len(office.received), self.count)

    def test_a_message_in_parts(self):
        post, office = self.ready(account={"taille_max": "110K", "depassement": "scinder"})
        run = post.transmit()
        self.assertIn(run.code, (0, 1), run)
        self.assertGreater(len(office.received), self.count)
        attached = [part.get_filename() for r in office.received for part in read(r.content).iter_attachments()]
        self.assertEqual(len(attached), len(set(attached)))
        for received in office.received:
            self.assertLessEqual(len(received.content), 110 * 1024 + 100)
        before = len(office.received)
        self.assertEqual(post.transmit().code, run.code)
        self.assertEqual(len(office.received), before)

    def test_in_english(self):
        post, office = self.ready(Script(rcpt="550 5.1.1 unknown", times=1))
        run = ate("send", "-C", post.path, "--deliver", "--yes", "--limit=2", "--lang=en", env=Hasty.environment())
        self.assert_exit(1, run)
        self.assertIn("refused: ", run.err)
        self.assertIn("the server refuses the recipient's address (550 5.1.1)", run.err)
        self.assertIn("Messages accepted by the server: 1 of 2.", run.err)
        self.assertIn("1 message was refused by the server, and waits.", run.err)

    def test_limit(self):
        post, office = self.ready()
        run = post.transmit("--limite=2")
        self.assert_exit(0, run)
        self.assertIn(f"Il reste {self.count - 2} messages à envoyer.", run.err)
        self.assertEqual(post.states(), {"envoye": 2, "a_envoyer": self.count - 2})
        self.assertEqual(len(post.drafts()), self.count - 2)
        self.assert_exit(0, post.transmit())
        self.assertEqual(len(set(ids(office))), self.count)
        for wrong in ("0", "-1", "x", "1x"):
            self.assert_exit(2, post.transmit(f"--limite={wrong}"))

    def test_only_some_kinds(self):
        post, office = self.ready()
        protocols = [d for d in post.drafts() if d.endswith("-protocoles.eml")]
        self.assertTrue(0 < len(protocols) < self.count)
        run = post.transmit("--seulement=protocole", "--essai=moi@ecole.example")
        self.assertIn(f"Essais acceptés par le serveur : {len(protocols)} sur {len(protocols)}.", run.err)
        run = post.transmit("--seulement=protocole")
        self.assert_exit(0, run)
        self.assertIn(f"Il reste {self.count - len(protocols)} messages à envoyer.", run.err)
        self.assertEqual(post.sql("SELECT occasion, count(*) FROM messages WHERE etat = 'envoye' GROUP BY 1"),
                         [("protocoles", len(protocols))])
        for received in office.received:
            names = [p.get_filename() for p in read(received.content).iter_attachments()]
            self.assertTrue(all(name.startswith("protocole-") for name in names), names)
        self.assertEqual([d for d in post.drafts() if d.endswith("-protocoles.eml")], [])
        self.assertIn("Rien à transmettre.", post.transmit("--seulement=protocole").err)
        self.assertIn("vouliez-vous dire « protocole » ?", post.transmit("--seulement=protocol").err)
        run = post.transmit()
        self.assert_exit(0, run)
        self.assertEqual(post.states(), {"envoye": self.count})

    def test_trial(self):
        post, office = self.ready(account={"copie": COPY})
        drafts = post.drafts()
        run = post.transmit("--essai=moi@ecole.example")
        self.assert_exit(0, run)
        self.assertIn(f"Essais acceptés par le serveur : {self.count} sur {self.count}.", run.err)
        self.assertEqual({tuple(r.recipients) for r in office.received}, {("moi@ecole.example",)})
        for received in office.received:
            message = read(received.content)
            self.assertEqual((str(message["To"]), message["Cc"]), ("moi@ecole.example", None))
            self.assertTrue(message["Subject"].startswith("[essai] "), message["Subject"])
            self.assertTrue(message["Message-ID"].startswith("<essai."))
        self.assertEqual(post.states(), {"a_envoyer": self.count})
        self.assertEqual(post.sql("SELECT nature, resultat, count(*) FROM envois GROUP BY 1, 2"),
                         [("essai", "envoye", self.count)])
        self.assertEqual(post.sql("SELECT count(*) FROM evenements WHERE nature = 'envoye'"), [(0,)])
        self.assertEqual(post.drafts(), drafts)
        self.assert_exit(0, post.transmit())
        self.assertFalse({i for i in ids(office)[:self.count]} & {i for i in ids(office)[self.count:]})
        for wrong in ("moi", "a@b.example,c@d.example", "é@b.example", "a@b.example\r\nRCPT TO:<x@y.example>"):
            self.assert_exit(2, post.transmit(f"--essai={wrong}"))

    def test_a_trial_that_is_refused(self):
        post, _ = self.ready(Script(rcpt="550 5.1.1 unknown", times=1))
        run = post.transmit("--essai=moi@ecole.example", "--limite=2")
        self.assert_exit(1, run)
        self.assertIn("Essais acceptés par le serveur : 1 sur 2.", run.err)
        self.assertEqual(post.states(), {"a_envoyer": self.count})

    def test_bytes_of_the_ledger_before_the_network(self):
        """When the server hears of a message, the registry on the disk says en_cours."""
        post, office = self.ready()
        seen = []
        office.on_event = lambda stage: seen.append(
            [s for s, in post_states_of_copy(post)]) if stage == "mail" else None
        self.assert_exit(0, post.transmit("--limite=3"))
        self.assertEqual([states.count("en_cours") for states in seen], [1, 1, 1])


def post_states_of_copy(post):
    """The registry is locked while a run lasts: its files are read in a copy, as after a crash."""
    with tempfile.TemporaryDirectory() as folder:
        for path in (post.path / "registre").glob("registre.db*"):
            shutil.copy(path, folder)
        base = sqlite3.connect(f"{folder}/registre.db")
        try:
            return base.execute("SELECT etat FROM messages").fetchall()
        finally:
            base.close()


class Thousand(unittest.TestCase):
    """A thousand messages with their letters, through a real server."""
    COUNT = 1000

    def setUp(self):
        self.dossier = Dossier("propre", parent=MEMORY)
        self.addCleanup(self.dossier.remove)
        self.dossier.keep_kinds("offre")
        table = self.dossier.table("entreprises")
        head = table.read_text("utf-8").splitlines()
        columns = head[0].split(";")
        for n in range(1, self.COUNT + 1):
            row = {"id": f"Z{n:04}", "nom": f"Atelier {n}", "adresse": f"{n}, rue du Quai", "ville": "Matane",
                   "province": "QC", "Code postal": "G4W 3M4", "pays": "Canada", "representant_nom": f"Personne {n}",
                   "representant_titre": "Propriétaire", "courriel": f"personne{n}@atelier{n}.example",
                   "statut": "prospect", "langue": "en" if n % 10 == 0 else "fr"}
            head.append(";".join(row.get(c, "") for c in columns))
        table.write_text("\n".join(head) + "\n", "utf-8")

    def test_each_received_once(self):
        relay = Relay()
        self.addCleanup(relay.close)
        post = Post(self.dossier.path)
        post.account(relay)
        run = post.transmit()
        self.assertIn(run.code, (0, 1), run)
        self.assertGreaterEqual(len(relay.received), self.COUNT)
        self.assertEqual(post.states(), {"envoye": len(relay.received)})
        listed = {f["sha256"]: f for f in self.dossier.read_json("manifeste.json")["fichiers"]}
        seen = set()
        for received in relay.received:
            message = read(received.content)
            part, = message.iter_attachments()
            entry = listed[hashlib.sha256(part.get_content()).hexdigest()]
            self.assertEqual(part.get_filename(), Path(entry["chemin"]).name)
            company = entry["cles"]["entreprise"]
            if company.startswith("Z"):
                n = int(company[1:])
                self.assertEqual(received.recipients, [f"personne{n}@atelier{n}.example"])
            seen.add((company, message["Message-ID"]))
        self.assertEqual(len(seen), len(relay.received))
        self.assertLessEqual(len(relay.connections), len(relay.received) // 100 + 1)


class Refuses(Prepared):
    """Before anything leaves."""

    def test_without_terminal_nor_yes(self):
        post, office = self.ready()
        run = post.ate("--transmettre")
        self.assert_exit(2, run)
        self.assertIn("la confirmation se tape au terminal", run.err)
        self.assertIn("« --oui » confirme d'avance", run.err)
        self.assertEqual(office.connections, 0)
        self.assertEqual(post.states(), {"a_envoyer": self.count})

    def test_options_that_do_not_go_together(self):
        post, _ = self.ready()
        for options in (("--essai=a@b.example",), ("--limite=1",), ("--transmettre", "--deja-envoye"),
                        ("--seulement=protocole",), ("--seulement=protocole", "--deja-envoye"),
                        ("--transmettre", "--seulement=protocole", "--reprendre")):
            self.assert_exit(2, post.ate(*options))

    def test_settings(self):
        post, office = self.ready()
        for key, value, said in (
                ("serveur", None, "il manque le serveur"), ("serveur", "smtp://x", "ce n'est pas un nom de serveur"),
                ("serveur", "x y", "ce n'est pas un nom"), ("port", "0", "ce n'est pas un port"),
                ("port", "65536", "ce n'est pas un port"), ("debit", "beaucoup", "ce n'est pas un débit"),
                ("debit", "0/1m", "ce n'est pas un débit"), ("utilisateur", None, "il manque l'utilisateur"),
                ("mot_de_passe_commande", None, "il manque la commande"),
                ("mot_de_passe_commande", "cat 'secret", "guillemet"), ("autorite", "absente.pem", "n'est pas là"),
                ("securite", "aucune", "le mot de passe partirait en clair"),
                ("copie", "a@b.example, c@d.example", "n'est pas une adresse")):
            with self.subTest(key=key, value=value):
                post.account(office, **{key: value})
                run = post.transmit()
                self.assert_exit(2, run)
                self.assertIn(said, run.err)
                self.assertIn("config.ini", run.err)
        self.assertEqual(office.connections, 0)

    def test_password_command_that_fails(self):
        post, office = self.ready(account={"mot_de_passe_commande": "false"})
        run = post.transmit()
        self.assert_exit(2, run)
        self.assertIn("la commande du mot de passe a échoué", run.err)
        self.assertRegex(run.err, r"config\.ini:\d+ : ")
        self.assertEqual(office.connections, 0)
        self.assertEqual(post.states(), {"a_envoyer": self.count})


class Faults(Prepared):
    """What the server does, the exit code, the states, what is said, how often it is tried."""

    def broken(self, wrong, code, states, said=None, account=None, **more):
        times = wrong.pop("times", 1 << 30)
        with self.subTest(wrong=wrong, **{k: v for k, v in more.items() if k != "script"}):
            post, office = self.ready(Script(**wrong, times=times), account, **more)
            run = post.transmit()
            self.assert_exit(code, run)
            self.assertEqual(post.states(), {k: v for k, v in states.items() if v}, run)
            if said:
                self.assertIn(said, run.err)
            self.assertFalse(re.search(r"@[\w-]+\.example(?!>)", run.err), run.err)  # but in a Message-ID
            counts = collections.Counter(ids(office))
            self.assertEqual([i for i in counts if counts[i] > 1], [])
            for message_id in counts:
                self.assertIn(post.state_of(message_id), ("envoye", "incertain"))
            return post, office, run

    def test_before_the_first_message(self):
        none = {"a_envoyer": self.count}
        _, office, _ = self.broken({"greeting": "554 5.3.2 closed"}, 3, none, "le serveur refuse (554 5.3.2)")
        self.assertEqual(office.connections, 1)
        for greeting in ("drop", "421 4.3.2 later"):
            _, office, _ = self.broken({"greeting": greeting}, 3, none)
            self.assertEqual(office.connections, 4)
        self.broken({"greeting": "endless"}, 3, none, "le serveur répond sans fin")
        self.broken({"greeting": "long"}, 3, none)
        self.broken({"ehlo": "550 no", "times": 8}, 3, none)
        self.broken({"ehlo": "endless"}, 3, none)

    def test_recovers_from_a_bad_start(self):
        for stage in ("greeting", "ehlo", "mail", "rcpt", "data"):
            self.broken({stage: "drop", "times": 1}, 0, {"envoye": self.count})
            self.broken({stage: "421 4.3.2 later", "times": 1}, 0, {"envoye": self.count})

    def test_tls(self):
        none = {"a_envoyer": self.count}
        _, office, _ = self.broken({}, 2, none, "le serveur n'offre pas STARTTLS : rien n'est parti en clair", tls=None)
        self.assertEqual([c for c in office.commands if c.startswith(("MAIL", "AUTH"))], [])
        self.broken({"starttls": "454 4.7.0 no"}, 2, none, "n'offre pas STARTTLS")
        self.broken({"handshake": True}, 3, none, "la connexion chiffrée n'a pas pu s'établir")
        for certificate, said in (("other", "au nom d'un autre serveur"), ("expired", "expiré"),
                                  ("stranger", "pas d'une autorité reconnue")):
            for tls in ("starttls", "tls"):
                _, office, _ = self.broken({}, 2, none, said, {"securite": tls}, certificate=certificate, tls=tls)
                self.assertEqual(office.logins, [])
                self.assertEqual(office.connections, 1)
        self.broken({}, 2, none, "pas d'une autorité reconnue", {"autorite": None})
        self.broken({}, 2, none, "ne se lit pas", {"autorite": "secret"})

    def test_login(self):
        none = {"a_envoyer": self.count}
        _, office, run = self.broken({}, 2, none, "refuse l'utilisateur ou son mot de passe (535 5.7.8)", password="autre")
        self.assertEqual(len(office.logins), 1)
        self.assertRegex(run.err, r"config\.ini:\d+")
        _, office, _ = self.broken({"auth": "drop"}, 3, none, "perdue pendant l'authentification")
        self.assertEqual(len(office.logins), 1)
        self.broken({"auth": "454 4.7.0 later", "times": 1}, 0, {"envoye": self.count})
        self.broken({}, 2, none, "n'offre pas ce mode", login=("CRAM-MD5",))
        _, office, _ = self.broken({}, 2, none, "n'accepte pas l'expéditeur (530 5.7.0)", {"authentification": "aucune"})
        self.assertEqual(office.connections, 1)

    def test_sender(self):
        none = {"a_envoyer": self.count}
        self.broken({"mail": "550 5.7.60 not you"}, 2, none, "n'accepte pas l'expéditeur (550 5.7.60)")
        _, office, _ = self.broken({"mail": "421 4.7.0 too many"}, 3, none, "demande d'attendre (421 4.7.0)")
        self.assertEqual(office.connections, 4)
        self.broken({"mail": "552 5.3.4 too large", "times": 1}, 1, {"envoye": self.count - 1, "refuse": 1}, "(552 5.3.4)")
        self.broken({"mail": "451 4.3.0 later", "times": 1}, 0, {"envoye": self.count})

    def test_recipient(self):
        post, office = self.ready()
        post.transmit()
        address = next(a for a, n in collections.Counter(r.recipients[0] for r in office.received).items() if n == 1)
        post, _, run = self.broken({address: "550 5.1.1 unknown"}, 1, {"envoye": self.count - 1, "refuse": 1},
                                 "le serveur refuse l'adresse du destinataire (550 5.1.1)")
        self.assertIn("1 message a été refusé par le serveur, et attend.", run.err)
        self.assertEqual(post.drafts(), [])
        _, office, _ = self.broken({address: "450 4.2.1 busy"}, 3, {"envoye": self.count - 1, "a_envoyer": 1},
                                 "1 message n'a pas pu partir : le serveur demande d'attendre")
        self.assertEqual(office.commands.count(f"RCPT TO:<{address}>"), 3)
        self.broken({address: "450 4.2.1 busy", "times": 2}, 0, {"envoye": self.count})
        self.broken({COPY: "550 5.1.1 unknown"}, 2, {"a_envoyer": self.count}, "[courriel] copie", {"copie": COPY})

    def test_data(self):
        self.broken({"data": "451 4.3.0 later", "times": 1}, 0, {"envoye": self.count})
        self.broken({"data": "554 5.5.1 no", "times": 1}, 1, {"envoye": self.count - 1, "refuse": 1}, "(554 5.5.1)")
        for stage in ("body", "dot"):
            post, office, run = self.broken({stage: "drop", "times": 1}, 1, {"envoye": self.count - 1, "incertain": 1},
                                          "1 message est peut-être parti")
            (message_id, moment), = post.sql("SELECT m.message_id, e.moment FROM messages m JOIN envois e"
                                             " ON e.message = m.cle WHERE m.etat = 'incertain'")
            here = datetime.datetime.fromisoformat(moment).astimezone(zoneinfo.ZoneInfo("America/Toronto"))
            self.assertIn(f", {here:%Y-%m-%d %H:%M}, Message-ID {message_id}\n", run.err)
            self.assertEqual(message_id in ids(office), stage == "dot")

    def test_after_the_dot(self):
        self.broken({"dot": "451 4.3.0 later", "times": 1}, 0, {"envoye": self.count})
        self.broken({"dot": "451 4.3.0 later"}, 3, {"a_envoyer": self.count}, "demande d'attendre (451 4.3.0)")
        self.broken({"dot": "554 5.6.0 no", "times": 2}, 1, {"envoye": self.count - 2, "refuse": 2}, "(554 5.6.0)")
        _, office, _ = self.broken({"dot": "drop"}, 3, {"incertain": 4, "a_envoyer": self.count - 4})
        self.assertEqual(len(office.received), 4)
        for endless in ("endless", "long"):
            self.broken({"dot": endless, "times": 1}, 1, {"envoye": self.count - 1, "incertain": 1})

    def test_nobody_there(self):
        post, office = self.ready()
        office.close()
        run = post.transmit()
        self.assert_exit(3, run)
        self.assertIn("le serveur ne répond pas à cette adresse", run.err)
        self.assertEqual(post.states(), {"a_envoyer": self.count})

    def test_a_server_that_falls_at_goodbye_changes_nothing(self):
        self.broken({"quit": "drop"}, 0, {"envoye": self.count})


class Decides(Prepared):
    """Doubts, refusals and what left by hand."""

    def doubt(self, stage="dot"):
        post, office = self.ready(Script(**{stage: "drop"}, times=1))
        self.assert_exit(1, post.transmit())
        (message_id, path), = post.sql("SELECT message_id, chemin FROM messages WHERE etat = 'incertain'")
        return post, office, message_id, path

    def test_a_doubt_waits(self):
        post, office, message_id, _ = self.doubt()
        for options in ((), ("--reprendre",)):
            run = post.transmit(*options)
            self.assert_exit(1, run)
            self.assertIn(f"Message-ID {message_id}", run.err)
            self.assertEqual(post.state_of(message_id), "incertain")
        self.assertEqual(ids(office).count(message_id), 1)
        self.assertEqual(post.ate().code, 1)
        self.assertEqual(post.drafts(), [])

    def test_the_status_counts_them(self):
        post, _, _, _ = self.doubt()
        said = json.loads(ate("etat", "-C", post.path, "--format=json").out)
        self.assertEqual(said["messages"], {"prets": 0, "envoyes": self.count - 1, "refuses": 0, "en_doute": 1})
        self.assertIn(f"envoyés : {self.count - 1} ; en doute : 1 (", ate("etat", "-C", post.path).out)

    def test_found(self):
        post, office, message_id, _ = self.doubt()
        run = post.ate(f"--deja-envoye={message_id.strip('<>')}")
        self.assert_exit(0, run)
        self.assertEqual(post.states(), {"envoye": self.count})
        self.assertEqual(post.sql("SELECT count(*) FROM evenements WHERE nature = 'envoye' AND detail = ?", message_id),
                         post.sql("SELECT count(*) FROM message_documents d JOIN messages m ON m.cle = d.message"
                                  " WHERE m.message_id = ?", message_id))
        self.assert_exit(0, post.transmit())
        self.assertEqual(ids(office).count(message_id), 1)

    def test_not_found(self):
        post, office, message_id, path = self.doubt("body")
        for name in (message_id, path, Path(path).stem, Path(path).name)[:1]:
            run = post.transmit(f"--reprendre={name}")
            self.assert_exit(0, run)
        self.assertEqual(post.states(), {"envoye": self.count})
        self.assertEqual(ids(office).count(message_id), 1)
        self.assertEqual([r for r, in post.sql("SELECT e.resultat FROM envois e JOIN messages m ON m.cle = e.message"
                                               " WHERE m.message_id = ? ORDER BY e.id", message_id)],
                         ["incertain", "reporte", "envoye"])

    def test_by_the_name_of_its_draft(self):
        post, _, message_id, path = self.doubt("body")
        run = post.ate(f"--reprendre={Path(path).stem}")
        self.assert_exit(0, run)
        self.assertEqual(post.drafts(), [Path(path).name])
        self.assertEqual(post.state_of(message_id), "a_envoyer")
        run = post.ate("--reprendre=rien")
        self.assert_exit(2, run)
        self.assertIn("aucun message ne porte ce nom : « rien »", run.err)

    def test_refused_ones_at_a_word(self):
        post, office = self.ready(Script(rcpt="550 5.1.1 unknown", times=2))
        self.assert_exit(1, post.transmit())
        self.assert_exit(1, post.transmit())
        self.assertEqual(post.states(), {"envoye": self.count - 2, "refuse": 2})
        self.assert_exit(0, post.transmit("--reprendre"))
        self.assertEqual(post.states(), {"envoye": self.count})
        self.assertEqual(len(set(ids(office))), self.count)

    def test_a_refused_address_is_corrected(self):
        post, office = self.ready()
        post.transmit("--limite=1")
        address = office.received[0].recipients[0]
        post, office = self.ready(Script(**{address: "550 5.1.1 unknown"}))
        run = post.transmit()
        self.assert_exit(1, run)
        refused = post.states()["refuse"]
        for path in (post.path / "input").glob("*.csv"):
            path.write_text(path.read_text("utf-8").replace(address, "nouvelle@adresse.example"), "utf-8")
        run = post.transmit()
        self.assert_exit(0, run)
        self.assertIn("préparé de nouveau", run.err)
        self.assertEqual(post.states(), {"envoye": self.count})
        self.assertEqual([r.recipients for r in office.received[-refused:]], [["nouvelle@adresse.example"]] * refused)

    def test_sent_by_hand(self):
        post, office = self.ready()
        name = post.drafts()[0]
        self.assert_exit(0, post.ate(f"--deja-envoye={name}"))
        self.assertEqual(post.states(), {"envoye": 1, "a_envoyer": self.count - 1})
        self.assertNotIn(name, post.drafts())
        self.assert_exit(2, post.ate("--deja-envoye"))  # all of them: to be confirmed
        self.assert_exit(0, post.ate("--deja-envoye", "--oui"))
        self.assertEqual((post.states(), post.drafts()), ({"envoye": self.count}, []))
        run = post.transmit()
        self.assert_exit(0, run)
        self.assertEqual(office.connections, 0)
        protocols = post.sql("SELECT DISTINCT sha256 FROM message_documents WHERE genre = 'protocole'")
        self.assertTrue(protocols)
        for digest, in protocols:
            self.assertTrue((post.path / f"registre/originaux/{digest}.pdf").is_file())
        self.assertEqual(post.sql("SELECT DISTINCT nature, resultat FROM envois"), [("personne", "envoye")])


class Terminal(Prepared):
    def talk(self, post, answers, *options):
        """Runs at a terminal, answering each question in turn. (code, what the screen had)"""
        ours, theirs = pty.openpty()
        environment = dict(os.environ, **Hasty.environment(), TERM="xterm")
        child = subprocess.Popen([ATE, "envoyer", "-C", str(post.path), *options], stdin=theirs, stdout=theirs,
                                 stderr=theirs, env=environment)
        os.close(theirs)
        screen, answers = "", list(answers)
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:
                break
            if not part:
                break
            screen += part.decode("utf-8", "replace")
            if answers and re.search(answers[0][0], screen.split("\0")[-1]):
                os.write(ours, answers.pop(0)[1].encode() + b"\n")
                screen += "\0"
        os.close(ours)
        return child.wait(), screen

    def test_the_count_is_typed(self):
        post, office = self.ready()
        question = r"tapez leur nombre \(%d\) : " % self.count
        code, screen = self.talk(post, [(question, "1")], "--transmettre")
        self.assertEqual((code, office.connections), (2, 0), screen)
        self.assertIn("ce n'est pas le nombre de messages", screen)
        code, screen = self.talk(post, [(question, str(self.count))], "--transmettre")
        self.assertEqual(code, 0, screen)
        self.assertEqual(len(office.received), self.count)
        self.assertIn(f"  {self.count} sur {self.count}", screen)

    def test_time_left(self):
        post, office = self.ready(account={"debit": "2/10m"})
        code, screen = self.talk(post, [("tapez leur nombre", str(self.count))], "--transmettre")
        self.assertEqual((code, len(office.received)), (0, self.count), screen)
        waits = [int(n) for n in re.findall(r"reste environ (\d+) min", screen)]
        self.assertEqual(waits[0], 10 * ((self.count - 1) // 2), screen)  # two go at once, then two each ten minutes
        run = post.ate()
        self.assertNotIn("reste environ", run.err)

    def test_doubts_one_by_one(self):
        post, office = self.ready(Script(body="drop", times=2))
        self.assert_exit(1, post.transmit())
        first, second = (i for i, in post.sql("SELECT message_id FROM messages WHERE etat = 'incertain'"
                                              " ORDER BY entreprise, occasion, cle"))
        code, screen = self.talk(post, [("je ne sais pas", "o"), ("je ne sais pas", "n"), ("tapez leur nombre", "1")],
                                 "--transmettre", "--reprendre")
        self.assertEqual(code, 0, screen)
        self.assertIn(first, screen)
        self.assertEqual(post.states(), {"envoye": self.count})
        self.assertNotIn(first, ids(office))
        self.assertIn(second, ids(office))


class Checked(Prepared):

    def check(self, post, office):
        run = post.transmit("--reprendre")
        self.assertIn(run.code, (0, 1), run)
        states = post.states()
        self.assertEqual(sum(states.values()), self.count)
        self.assertEqual(set(states) - {"envoye", "incertain"}, set())
        received = collections.Counter(ids(office))
        self.assertEqual([i for i in received if received[i] > 1], [])
        for message_id, state in post.sql("SELECT message_id, etat FROM messages WHERE etat <> 'remplace'"):
            if state == "envoye":
                self.assertEqual(received[message_id], 1)
            else:
                self.assertIn(f"Message-ID {message_id}\n", run.err)
        self.assertEqual(run.code, 1 if states["incertain"] else 0)
        self.assertEqual(post.drafts(), [])
        self.assertEqual(list(post.path.rglob(".ate-*")), [])
        return states


@unittest.skipIf(os.environ.get("SANITIZE"), "a sanitizer's allocator and calls are its own")
class Disk(Checked):
    """A call to the disk fails in the midst of a transmission (tests/faults/fault.c)."""
    CALLS = {"write": 28, "fsync": 5, "open": 13, "unlink": 13, "close": 5, "malloc": 12}

    def disturbed(self, post, call, number, how, ledger):
        ledger.write_bytes(bytes(16))
        run = post.ate("--transmettre", "--oui", "-j1", env={
            "LD_PRELOAD": f"{FAULT}:{Hasty.environment()['LD_PRELOAD']}", "ATE_FAULT": f"{call}:{number}:{self.CALLS[call]}:{how}",
            "ATE_FAULT_LEDGER": str(ledger)})
        return run, struct.unpack("qq", ledger.read_bytes())

    def test_none_lost_none_doubled_doubts_listed(self):
        rng, hit = random.Random(1), 0
        with tempfile.TemporaryDirectory() as folder:
            for call in self.CALLS:
                post, _ = self.ready()
                ledger = Path(folder) / "ledger"
                _, (counted, _) = self.disturbed(post, call, 10**9, "once", ledger)
                for number in rng.sample(range(counted * 3 // 4, counted), 5):  # the last calls are of the sending
                    for how in ("once", "ever"):
                        with self.subTest(call=call, number=number, how=how):
                            post, office = self.ready()
                            run, (_, failed) = self.disturbed(post, call, number, how, ledger)
                            self.assertIn(run.code, (0, 1, 2, 3), run)  # 2: of the password's command
                            hit += failed > 0
                            self.check(post, office)
        self.assertGreater(hit, 30)


class Kills(Checked):
    KILLS = 50

    def run_until(self, post, office, rng):
        """Runs, and kills it after some words of the exchange; False: it ended before."""
        left, delay = rng.randrange(1, 10), rng.choice((0, 0, 0.0005, 0.002))
        killed = threading.Event()
        started = threading.Event()
        child = None

        def event(stage):
            nonlocal left
            left -= 1
            if left == 0:
                started.wait()
                time.sleep(delay)
                child.send_signal(signal.SIGKILL)
                killed.set()

        office.on_event = event
        child = subprocess.Popen([ATE, "envoyer", "-C", str(post.path), "--transmettre", "--oui", "-j1"],
                                 stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        started.set()
        child.wait()
        office.on_event = lambda stage: None
        return child.returncode == -signal.SIGKILL

    def test_none_lost_none_doubled_doubts_listed(self):
        rng, kills, seen = random.Random(20261126), 0, collections.Counter()
        while kills < self.KILLS:
            post, office = self.ready()
            while kills < self.KILLS and self.run_until(post, office, rng):
                kills += 1
            seen += self.check(post, office)
        self.assertTrue(seen["envoye"] and seen["incertain"], seen)


class Signals(Prepared):
    def test_interrupted_between_two_messages(self):
        post, office = self.ready()
        child = None
        ready = threading.Event()

        def event(stage):
            if stage == "data" and len(office.received) == 2:
                ready.wait()
                child.send_signal(signal.SIGTERM)

        office.on_event = event
        child = subprocess.Popen([ATE, "envoyer", "-C", str(post.path), "--transmettre", "--oui"],
                                 stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
        ready.set()
        said = child.communicate()[1].decode()
        self.assertEqual(child.returncode, 4, said)
        self.assertEqual(post.states(), {"envoye": 3, "a_envoyer": self.count - 3})
        office.on_event = lambda stage: None
        self.assert_exit(0, post.transmit())
        self.assertEqual(len(set(ids(office))), self.count)


class Privacy(Prepared):
    def test_nothing_personal_is_left_anywhere(self):
        post, office = self.ready(Script(rcpt="550 5.1.1 <x@y.example> unknown Tremblay", times=1))
        looked = []

        def look(stage):
            seen = subprocess.run(["ps", "-ww", "-eo", "args"], capture_output=True, text=True).stdout
            looked.append(seen)
            for path in Path("/proc").glob("[0-9]*"):
                try:
                    if b"envoyer" in (path / "cmdline").read_bytes():
                        looked.append((path / "environ").read_bytes().decode("latin-1"))
                        looked.append((path / "limits").read_text())
                except OSError:
                    pass

        office.on_event = lambda stage: look(stage) if stage in ("auth", "dot") and len(looked) < 12 else None
        run = post.transmit()
        self.assert_exit(1, run)
        self.assertRegex("".join(looked), r"Max core file size +0 +0 ")
        ledger = repr([post.sql(f"SELECT * FROM {table}") for table in ("messages", "message_documents", "envois", "evenements")])
        database = b"".join(p.read_bytes() for p in (post.path / "registre").glob("*") if p.is_file())
        self.assertNotIn(PASSWORD.encode(), database)
        for path in post.output.rglob("*"):
            if path.is_file():
                self.assertNotIn(PASSWORD.encode(), path.read_bytes())
        words = {PASSWORD, "y.example", "Tremblay"} | self.personal(post)
        self.assertGreater(len(words), 40)
        for name, text in (("said", run.out + run.err), ("process", "".join(looked)), ("ledger", ledger)):
            found = sorted(w for w in words if w in text)
            self.assertEqual(found, [], name)

    def personal(self, post):
        words = set()
        for table in ("eleves", "contacts", "superviseurs", "personnel", "entreprises"):
            text = (post.path / f"input/{table}.csv").read_text("utf-8-sig")
            rows = csv.DictReader(text.splitlines(), delimiter=";" if ";" in text.splitlines()[0] else ",")
            for row in rows:
                for column, value in row.items():
                    if value and len(value) > 4 and column in ("nom", "prenom", "courriel", "adresse", "telephone",
                                                               "code_permanent", "date_naissance", "representant_nom"):
                        words.add(value)
        return words


if __name__ == "__main__":
    unittest.main()
