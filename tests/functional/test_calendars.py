"""The calendars of output/calendriers, read by two programs that are not ours: Python's
icalendar and khal."""
import csv
import datetime
import io
import os
import re
import shutil
import subprocess
import tempfile
import unittest
import zoneinfo
from pathlib import Path

import icalendar

from harness import Dossier, DossierCase

QUEBEC = zoneinfo.ZoneInfo("America/Toronto")
STAFF, COMPANY = "calendriers/responsable-p2.ics", "calendriers/entreprise-e2.ics"


def unfolded(raw):
    return raw.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")


class CalendarCase(DossierCase):
    def produce(self, *args, code=1, only="calendrier"):
        """1: the small dossier has its fault. The calendars alone, to be quick."""
        choice = [f"--seulement={only}"] if only else []
        run = self.dossier.ate("produire", *choice, *args)
        self.assert_exit(code, run)
        return run

    def raw(self, name):
        return (self.dossier.output / name).read_bytes()

    def events(self, name=STAFF):
        calendar = icalendar.Calendar.from_ical(self.raw(name))
        self.assertEqual([c.errors for c in calendar.walk() if c.errors], [])
        found = {}
        for event in calendar.walk("VEVENT"):
            uid = str(event["UID"])
            self.assertNotIn(uid, found)
            found[uid] = event
        return found

    def event(self, key, name=STAFF):
        owner = Path(name).stem.replace("-", ".", 1)
        found = [e for uid, e in self.events(name).items()
                 if uid.lower() == f"{key}.{owner}@999056.ate".lower()]
        self.assertEqual(len(found), 1, (key, list(self.events(name))))
        return found[0]

    def rewrite(self, table, change):
        """The rows of a table as `change` gives them back."""
        path = self.dossier.table(table)
        rows = change(list(csv.DictReader(io.StringIO(path.read_text("utf-8")))))
        out = io.StringIO()
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
        path.write_text(out.getvalue(), "utf-8")

    def set(self, table, key, **values):
        def change(rows):
            for row in rows:
                if row["id"] == key:
                    row.update(values)
            return rows
        self.rewrite(table, change)


class Contents(CalendarCase):
    def test_a_file_for_each_person_and_company_that_has_visits(self):
        self.produce()
        self.assertEqual(sorted(p.name for p in (self.dossier.output / "calendriers").iterdir()),
                         ["entreprise-e1.ics", "entreprise-e2.ics", "entreprise-e3.ics",
                          "responsable-p2.ics"])
        self.assertEqual(sorted(self.events(COMPANY)),
                         [f"visite.V-{v}.entreprise.E2@999056.ate"
                          for v in ("Q2-1", "Q2-2", "Q3-1", "Q3-2")])
        kinds = sorted(uid.split(".")[0] for uid in self.events())
        self.assertEqual({k: kinds.count(k) for k in kinds},
                         {"visite": 10, "evaluation": 5, "rencontre": 2})

    def test_hours_across_the_change_of_hour(self):
        self.produce()
        for key, local, utc in (("V-Q2-1", (2027, 3, 11, 9, 30), 14),
                                ("V-Q2-2", (2027, 3, 18, 9, 30), 13)):
            start = self.event("visite." + key)["DTSTART"].dt
            self.assertEqual(start.astimezone(QUEBEC).replace(tzinfo=None),
                             datetime.datetime(*local))
            self.assertEqual(start.astimezone(datetime.timezone.utc).hour, utc)
            end = self.event("visite." + key)["DTEND"].dt
            self.assertEqual(end - start, datetime.timedelta(hours=1))

    def test_its_own_zone_gives_the_same_hours(self):
        """The VTIMEZONE itself, not the reader's own knowledge of America/Toronto."""
        self.produce()
        zone = icalendar.Calendar.from_ical(self.raw(STAFF)).walk("VTIMEZONE")[0]
        mine = zone.to_tz()
        for day in (datetime.datetime(2026, 11, 1, 0, 30), datetime.datetime(2026, 11, 1, 3),
                    datetime.datetime(2027, 3, 14, 1, 30), datetime.datetime(2027, 3, 14, 3, 30),
                    datetime.datetime(2027, 7, 1, 12), datetime.datetime(2027, 11, 8, 12)):
            self.assertEqual(mine.localize(day).utcoffset(),
                             day.replace(tzinfo=QUEBEC).utcoffset(), day)

    def test_a_visit_without_hour_takes_a_whole_day(self):
        self.set("visites", "V-Q2-2", heure="")
        self.produce()
        event = self.event("visite.V-Q2-2")
        self.assertEqual(event["DTSTART"].dt, datetime.date(2027, 3, 18))
        self.assertEqual(event["DTEND"].dt, datetime.date(2027, 3, 19))
        self.assertEqual(event["TRANSP"], "TRANSPARENT")
        self.assertIn("Heure à fixer.", event["DESCRIPTION"])

    def test_what_a_visit_says_to_each(self):
        self.produce()
        mine, theirs = self.event("visite.V-Q2-2"), self.event("visite.V-Q2-2", COMPANY)
        self.assertEqual(mine["SUMMARY"], "Visite (finale) : Mikaël Ross, Ateliers du Bic s.a.")
        self.assertEqual(theirs["SUMMARY"], "Visite de l'école (finale) : Mikaël Ross")
        self.assertEqual(theirs["LOCATION"], "Ateliers du Bic s.a., 676, rue du Parc-Technologique, "
                                             "Rimouski (Québec)  G0L 8G6")
        self.assertEqual((mine["STATUS"], theirs["STATUS"]), ("CONFIRMED", "CONFIRMED"))
        self.assertIn("Pour l'école : Rémi Castonguay", theirs["DESCRIPTION"])

    def test_a_proposed_visit_is_tentative(self):
        self.set("visites", "V-Q2-2", statut="proposee")
        self.produce()
        self.assertEqual(self.event("visite.V-Q2-2", COMPANY)["STATUS"], "TENTATIVE")
        self.assertIn("elle attend votre accord", self.event("visite.V-Q2-2", COMPANY)["DESCRIPTION"])

    def test_a_company_reads_of_its_trainees_only_their_names(self):
        def findings(rows):
            for row in rows:
                if row["statut"] == "realisee":
                    row.update(engagement="Retards répétés", progression="Faible")
            return rows
        self.rewrite("visites", findings)
        self.produce()
        students = list(csv.DictReader(io.StringIO(self.dossier.table("eleves").read_text("utf-8"))))
        for company, names in (("e1", {"Ross", "Łoś"}), ("e2", {"Ross", "Łoś"}),
                               ("e3", {"Turgeon-Pâquet"})):
            text = "\n".join(unfolded(self.raw(f"calendriers/entreprise-{company}.ics")))
            self.assertEqual({s["nom"] for s in students if s["nom"] in text} - names, set())
            for student in students:
                for column in ("code_permanent", "date_naissance", "telephone", "courriel", "adresse",
                               "code_postal"):
                    # the school's own number is also a student's in this dossier
                    if student[column] != "418 555-0120":
                        self.assertNotIn(student[column], text, column)
            for word in ("Retards", "Faible", "Assidu", "evaluation", "rencontre"):
                self.assertNotIn(word, text)

    def test_students_of_one_meeting_are_one_appointment(self):
        self.set("integrations", "R-Q3", date="2026-11-18")
        self.produce()
        event = self.event("rencontre.R-Q1")
        self.assertEqual(event["SUMMARY"], "Rencontre d'intégration : 2 élèves")
        self.assertEqual(event["DESCRIPTION"].split("\n"),
                         ["Au retour de l'entreprise :", "Mikaël Ross, Soudure Petite-Anse inc.",
                          "Ewa Łoś, Ateliers du Bic s.a."])
        self.assertEqual(event["LOCATION"], "Salle C-204")

    def test_in_the_language_of_the_company(self):
        self.set("entreprises", "E2", langue="en")
        self.produce()
        event = self.event("visite.V-Q2-2", COMPANY)
        self.assertEqual(event["SUMMARY"], "School visit (final): Mikaël Ross")
        self.assertIn("Trainee: Mikaël Ross\nSupervisor: ", event["DESCRIPTION"])
        self.assertEqual(self.event("visite.V-Q2-2")["SUMMARY"][:6], "Visite")

    def test_a_reminder_when_config_asks_for_one(self):
        self.produce()
        self.assertNotIn(b"VALARM", self.raw(STAFF))
        self.dossier.edit("config.ini", "[salaire_minimum]",
                          "[visites]\nrappel_minutes = 30\n\n[salaire_minimum]")
        self.produce()
        alarm = self.event("visite.V-Q2-2").walk("VALARM")[0]
        self.assertEqual(alarm["TRIGGER"].dt, datetime.timedelta(minutes=-30))
        self.assertNotIn(b"VALARM", self.raw(COMPANY))
        self.assertEqual(self.event("visite.V-Q2-2")["SEQUENCE"], 0)

    def test_visits_before_the_period_are_left_to_the_past(self):
        self.dossier.edit("config.ini", "debut = 2026-08-24", "debut = 2027-01-04")
        self.produce()
        self.assertEqual({k for k in self.events(COMPANY)},
                         {f"visite.V-Q2-{n}.entreprise.E2@999056.ate" for n in (1, 2)})


class Lines(CalendarCase):
    HOSTILE = "Ôx,; a\\b " + "é😀" * 90 + " fin"

    def test_hostile_names_come_back_as_they_were(self):
        self.assertLessEqual(len(self.HOSTILE), 200)
        self.set("entreprises", "E2", nom=self.HOSTILE) # no page can print an emoji: held back there
        self.produce()
        event = self.event("visite.V-Q2-2")
        self.assertEqual(event["SUMMARY"], "Visite (finale) : Mikaël Ross, " + self.HOSTILE)
        title = icalendar.Calendar.from_ical(self.raw(COMPANY))["X-WR-CALNAME"]
        self.assertEqual(title, "Visites de l'école, " + self.HOSTILE)

    def test_a_name_cannot_begin_a_line_of_its_own(self):
        for name in ("Bic\r\nATTENDEE:mailto:x@example.com", "Bic\nEND:VEVENT"):
            with self.subTest(name=name):
                self.set("entreprises", "E2", nom=name)
                self.produce()
                text = self.raw(STAFF) + self.raw("calendriers/entreprise-e1.ics")
                self.assertNotIn(b"\r\nATTENDEE", text)
                self.assertEqual(text.count(b"BEGIN:VEVENT"), text.count(b"END:VEVENT"))

    def test_lines_of_75_bytes_at_most_whole_characters_and_crlf(self):
        self.set("entreprises", "E2", nom=self.HOSTILE) # no page can print an emoji: held back there
        self.produce()
        for path in (self.dossier.output / "calendriers").iterdir():
            raw = path.read_bytes()
            self.assertTrue(raw.endswith(b"END:VCALENDAR\r\n"))
            self.assertEqual(raw.count(b"\n"), raw.count(b"\r\n"))
            self.assertEqual(raw.count(b"\r"), raw.count(b"\r\n"))
            for line in raw.split(b"\r\n"):
                self.assertLessEqual(len(line), 75)
                line.decode("utf-8")
                self.assertNotRegex(line, rb" $")
            self.assertGreater(max(map(len, raw.split(b"\r\n"))), 70)

    def test_what_rfc_5545_requires_is_there_once(self):
        self.produce()
        for block in re.findall(r"BEGIN:VEVENT\n(.*?)END:VEVENT", "\n".join(unfolded(self.raw(STAFF))),
                                re.S):
            names = [re.split("[:;]", line)[0] for line in block.split("\n") if line]
            for name in ("UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "STATUS"):
                self.assertEqual(names.count(name), 1, block)


class Life(CalendarCase):
    def test_a_second_run_writes_nothing(self):
        self.produce(only=None)
        before = {n: (self.dossier.output / n).stat().st_mtime_ns for n in (STAFF, COMPANY)}
        files = self.dossier.files()
        self.produce("--date=2027-03-19", only=None)
        after = {n: (self.dossier.output / n).stat().st_mtime_ns for n in (STAFF, COMPANY)}
        self.assertEqual(before, after)
        for name in (STAFF, COMPANY):
            self.assertEqual(files[name], self.raw(name))

    def test_the_output_can_be_made_again_from_the_registry(self):
        self.produce(only=None)
        self.set("visites", "V-Q2-2", date="2027-03-25")
        self.rewrite("visites", lambda rows: [r for r in rows if r["id"] != "V-Q5-2"])
        self.produce("--date=2027-03-16", only=None)
        before = {n: b for n, b in self.dossier.files().items() if n.startswith("calendriers/")}
        self.assertIn(b"SEQUENCE:1", before[STAFF])
        shutil.rmtree(self.dossier.output)
        self.produce("--date=2027-03-20", only=None)
        self.assertEqual(before, {n: b for n, b in self.dossier.files().items()
                                  if n.startswith("calendriers/")})

    def test_the_order_of_rows_changes_nothing(self):
        self.produce()
        before = self.raw(STAFF), self.raw(COMPANY)
        for table in ("visites", "evaluations", "integrations", "sequences"):
            self.rewrite(table, lambda rows: rows[::-1])
        self.produce()
        self.assertEqual(before, (self.raw(STAFF), self.raw(COMPANY)))

    def test_a_moved_visit_keeps_its_uid_and_raises_its_sequence(self):
        self.produce()
        others = {u: e.to_ical() for u, e in self.events().items() if "V-Q2-2" not in u}
        self.set("visites", "V-Q2-2", date="2027-03-25", heure="10:15")
        self.produce("--date=2027-03-16")
        for name in (STAFF, COMPANY):
            event = self.event("visite.V-Q2-2", name)
            self.assertEqual(event["SEQUENCE"], 1)
            self.assertEqual(event["DTSTAMP"].dt.date(), datetime.date(2027, 3, 16))
            self.assertEqual(event["DTSTART"].dt.astimezone(QUEBEC).replace(tzinfo=None),
                             datetime.datetime(2027, 3, 25, 10, 15))
        self.assertEqual({u: e.to_ical() for u, e in self.events().items() if "V-Q2-2" not in u},
                         others)
        self.set("visites", "V-Q2-2", date="2027-03-26")
        self.produce("--date=2027-03-17")
        self.assertEqual(self.event("visite.V-Q2-2")["SEQUENCE"], 2)

    def test_the_only_open_visit_without_id_moves_too(self):
        def forget(rows):
            for row in rows:
                row["id"] = ""
            return [r for r in rows if r["sequence"] != "Q5" or r["date"] == "2027-04-09"]
        self.rewrite("visites", forget)
        self.produce()
        self.assertEqual(self.event("visite.Q5.v1")["SEQUENCE"], 0)
        self.dossier.edit("input/visites.csv", "2027-04-09", "2027-04-12")
        self.produce()
        event = self.event("visite.Q5.v1")
        self.assertEqual(event["SEQUENCE"], 1)
        self.assertEqual(event["DTSTART"].dt.date(), datetime.date(2027, 4, 12))

    def test_a_cancelled_visit_is_said_cancelled_then_may_stand_again(self):
        self.produce()
        self.set("visites", "V-Q2-2", statut="annulee")
        self.produce()
        for name in (STAFF, COMPANY):
            event = self.event("visite.V-Q2-2", name)
            self.assertEqual((event["STATUS"], event["SEQUENCE"]), ("CANCELLED", 1))
        self.set("visites", "V-Q2-2", statut="confirmee")
        self.produce()
        self.assertEqual((self.event("visite.V-Q2-2")["STATUS"],
                          self.event("visite.V-Q2-2")["SEQUENCE"]), ("CONFIRMED", 2))

    def test_a_cancelled_sequence_cancels_its_visits_and_evaluations(self):
        self.produce()
        self.set("sequences", "Q5", statut="annulee")
        self.produce()
        for key in ("visite.V-Q5-1", "visite.V-Q5-2", "evaluation.E-Q5"):
            event = self.event(key)
            self.assertEqual((event["STATUS"], event["SEQUENCE"]), ("CANCELLED", 1), key)

    def test_a_row_that_left_the_table_is_cancelled_without_a_name(self):
        self.produce()
        self.rewrite("visites", lambda rows: [r for r in rows if r["id"] != "V-Q2-2"])
        self.produce()
        event = self.event("visite.V-Q2-2", COMPANY)
        self.assertEqual((event["STATUS"], event["SEQUENCE"], event["SUMMARY"]),
                         ("CANCELLED", 1, "Visite annulée"))
        self.assertEqual(event["DTSTART"].dt.date(), datetime.date(2027, 3, 18))
        self.produce("--date=2027-03-20")
        self.assertEqual(self.event("visite.V-Q2-2", COMPANY)["SEQUENCE"], 1)

    def test_a_visit_given_to_another_leaves_the_calendar_of_the_first(self):
        self.dossier.edit("input/personnel.csv", "P2,Castonguay",
                          "P3,Roy,Anne,encadrement,Enseignante,anne.roy@cfp-petite-anse.example,,4\n"
                          "P2,Castonguay")
        self.produce()
        self.set("visites", "V-Q2-2", responsable="P3")
        self.produce()
        self.assertEqual(self.event("visite.V-Q2-2")["STATUS"], "CANCELLED")
        other = self.event("visite.V-Q2-2", "calendriers/responsable-p3.ics")
        self.assertEqual((other["STATUS"], other["SEQUENCE"]), ("CONFIRMED", 0))
        self.assertEqual(self.event("visite.V-Q2-2", COMPANY)["STATUS"], "CONFIRMED")

    def test_what_cannot_be_read_is_not_cancelled(self):
        self.produce()
        self.set("visites", "V-Q2-2", date="2027-02-30")
        self.set("visites", "V-Q5-1", sequence="Q55")
        run = self.produce()
        uids = " ".join(self.events())
        self.assertNotIn("V-Q2-2", uids)
        self.assertNotIn("V-Q5-1", uids)
        self.assertNotIn(b"CANCELLED", self.raw(STAFF) + self.raw(COMPANY))
        calendar = icalendar.Calendar.from_ical(self.raw(STAFF))
        self.assertIn("Laissés de côté à cause d'une erreur dans les données : ",
                      calendar["X-WR-CALDESC"])
        self.set("visites", "V-Q2-2", date="2027-03-18")
        self.set("visites", "V-Q5-1", sequence="Q5")
        self.produce()
        self.assertEqual(self.event("visite.V-Q2-2")["SEQUENCE"], 0)

    def test_a_broken_row_cancels_nothing(self):
        self.produce()
        self.dossier.edit("input/visites.csv", "V-Q2-2,Q2,finale", 'V-Q2-2,Q2,"fi"nale')
        self.produce()
        self.assertNotIn(b"CANCELLED", self.raw(STAFF) + self.raw(COMPANY))

    def test_a_table_that_cannot_be_read_leaves_the_calendars_as_they_were(self):
        self.produce(only=None)
        before = self.raw(STAFF), self.raw(COMPANY)
        table = self.dossier.table("visites")
        good = table.read_bytes()
        table.write_bytes(b"")
        run = self.produce(only=None)
        self.assertIn("laissés comme ils étaient", run.err)
        self.assertEqual(before, (self.raw(STAFF), self.raw(COMPANY)))
        states = {f["chemin"]: f["etat"] for f in self.dossier.read_json("manifeste.json")["fichiers"]}
        self.assertEqual(states[STAFF], "courant")
        table.write_bytes(good)
        self.produce(only=None)
        self.assertEqual(before, (self.raw(STAFF), self.raw(COMPANY)))


class Choices(CalendarCase):
    def entries(self):
        return {f["chemin"]: f for f in self.dossier.read_json("manifeste.json")["fichiers"]
                if f["genre"] == "calendrier"}

    def test_the_manifest_lists_them_with_their_sources(self):
        self.produce(only=None)
        entry = self.entries()[COMPANY]
        self.assertEqual(entry["destinataires"], ["ecole", "entreprise"])
        self.assertEqual(entry["cles"]["entreprise"], "E2")
        self.assertEqual({s["fichier"] for s in entry["sources"]},
                         {"eleves.csv", "entreprises.csv", "personnel.csv", "sequences.csv",
                          "superviseurs.csv", "visites.csv"})
        self.assertEqual(self.entries()[STAFF]["cles"]["responsable"], "P2")
        self.assertEqual(len(self.entries()), 4)

    def test_only_the_calendars(self):
        self.produce()
        self.assertTrue((self.dossier.output / STAFF).is_file())
        self.assertFalse((self.dossier.output / "documents").exists())

    def test_only_other_kinds_leaves_them(self):
        self.produce(only=None)
        before = self.raw(STAFF)
        self.set("visites", "V-Q2-2", heure="11:00")
        self.produce(only="fiche-visite")
        self.assertEqual(self.raw(STAFF), before)
        self.assertEqual(len(self.entries()), 4)
        self.produce("--entreprise=E2", only=None)
        self.assertEqual(self.raw(STAFF), before)
        self.assertEqual(self.event("visite.V-Q2-2", COMPANY)["SEQUENCE"], 1)
        self.produce(only=None)
        self.assertEqual(self.event("visite.V-Q2-2")["SEQUENCE"], 1)

    def test_an_unknown_kind_is_refused(self):
        run = self.dossier.ate("produire", "--seulement=calendriers")
        self.assert_exit(2, run)

    def test_simulated(self):
        run = self.dossier.ate("produire", "--simuler")
        self.assertIn("calendrier : 4 fichiers à écrire ; rendez-vous nouveaux, changés ou annulés : 27",
                      run.out)
        self.produce(only=None)
        self.assertNotIn("calendrier :", self.dossier.ate("produire", "--simuler").out)
        self.set("visites", "V-Q2-2", heure="11:00")
        self.assertIn("calendrier : 2 fichiers à écrire ; rendez-vous nouveaux, changés ou annulés : 2",
                      self.dossier.ate("produire", "--simuler").out)

    def test_the_page_leads_to_them(self):
        self.produce(only=None)
        self.assertIn('href="calendriers/"', (self.dossier.output / "index.html").read_text("utf-8"))


class Khal(CalendarCase):
    """khal, as a person would use it."""

    def setUp(self):
        super().setUp()
        self.home = Path(tempfile.mkdtemp(prefix="khal-"))
        self.addCleanup(shutil.rmtree, self.home)
        self.config = self.home / "config"
        self.config.write_text(
            "[calendars]\n[[ate]]\npath = %s/ate\n[locale]\nlocal_timezone = America/Toronto\n"
            "default_timezone = America/Toronto\ntimeformat = %%H:%%M\ndateformat = %%Y-%%m-%%d\n"
            "longdateformat = %%Y-%%m-%%d\ndatetimeformat = %%Y-%%m-%%d %%H:%%M\n"
            "longdatetimeformat = %%Y-%%m-%%d %%H:%%M\n[sqlite]\npath = %s/khal.db\n"
            % (self.home, self.home), "utf-8")
        (self.home / "ate").mkdir()

    def khal(self, *args):
        done = subprocess.run(["khal", "-c", self.config, *map(str, args)], capture_output=True,
                              text=True, env={**os.environ, "HOME": str(self.home), "LC_ALL": "C.UTF-8",
                                              "XDG_DATA_HOME": str(self.home)})
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def day(self, day):
        return self.khal("list", "--format", "{start-time} {end-time} {title} {status}",
                         "--day-format", "", day, "1d").strip().splitlines()

    def test_it_reads_hours_and_updates(self):
        self.produce()
        self.khal("import", "--batch", "-a", "ate", self.dossier.output / STAFF)
        self.assertEqual(self.day("2027-03-11"),
                         ["09:30 10:30 Visite (suivi) : Mikaël Ross, Ateliers du Bic s.a. CONFIRMED"])
        self.assertEqual(self.day("2027-03-18")[0][:11], "09:30 10:30")
        self.set("visites", "V-Q2-2", date="2027-03-25", heure="")
        self.produce()
        self.khal("import", "--batch", "-a", "ate", self.dossier.output / STAFF)
        self.assertEqual(self.day("2027-03-18"), [])
        self.assertEqual(len(self.day("2027-03-25")), 1)
        self.assertIn("Visite (finale)", self.day("2027-03-25")[0])


class Sample(unittest.TestCase):
    """The repository's own dossier, with its faults."""

    def test_every_calendar_parses(self):
        dossier = Dossier("sample")
        self.addCleanup(dossier.remove)
        run = dossier.ate("produire", "--seulement=calendrier")
        self.assertEqual(run.code, 1, run)
        files = sorted((dossier.output / "calendriers").iterdir())
        self.assertEqual(len(files), 68)
        for path in files:
            calendar = icalendar.Calendar.from_ical(path.read_bytes())
            events = calendar.walk("VEVENT")
            self.assertGreater(len(events), 0, path)
            self.assertEqual([c.errors for c in calendar.walk() if c.errors], [])
            self.assertEqual(len({str(e["UID"]) for e in events}), len(events))
            for event in events:
                self.assertLess(event["DTSTART"].dt, event["DTEND"].dt)


if __name__ == "__main__":
    unittest.main()
