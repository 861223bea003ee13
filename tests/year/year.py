"""The year of script.py, lived by the program: the tables change, then produce, declare and send;
what came of it is told as a text, kept in attendu/, one a date."""
import csv
import email
import email.policy
import io
import sqlite3
import subprocess
from pathlib import Path

from harness import Dossier
from script import Add, Config, Leave, Set

HERE = Path(__file__).parent
# The last one tells, on the page and in the findings, of what the two before it did.
COMMANDS = ("produire", "declarer", "envoyer", "produire")
FINDINGS = ("erreur", "avertissement")


class Table:
    """One CSV of the dossier, its rows as dictionaries."""

    def __init__(self, path):
        self.path = path
        self.header, *rows = csv.reader(io.StringIO(path.read_text("utf-8")))
        self.rows = [dict(zip(self.header, row)) for row in rows]

    def find(self, keys):
        found, = [row for row in self.rows if keys.items() <= row.items()]
        return found

    def write(self):
        out = io.StringIO()
        writer = csv.DictWriter(out, self.header, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(self.rows)
        self.path.write_text(out.getvalue(), "utf-8")


def name(keys):
    return " ".join(keys.values())


class Year:
    """A dossier that goes through the dates, and remembers how it was at the last one."""

    def __init__(self):
        self.dossier = Dossier("../year")
        self.files, self.states, self.events, self.lots = {}, {}, 0, []

    # ---- the tables ----

    def edit(self, edit):
        """Makes an edit, and says it."""
        if isinstance(edit, Config):
            path = self.dossier.path / "config.ini"
            lines = path.read_text("utf-8").split("\n")
            start = lines.index("[periode]")
            at = next(i for i in range(start, len(lines)) if lines[i].startswith(f"{edit.key} ="))
            said = f"config.ini : {lines[at]} → {edit.value}"
            lines[at] = f"{edit.key} = {edit.value}"
            path.write_text("\n".join(lines), "utf-8")
            return said
        table = Table(self.dossier.table(edit.table))
        if isinstance(edit, Add):
            assert edit.cells.keys() <= set(table.header), edit
            table.rows.append(edit.cells)
            said = f"{edit.table} : + {', '.join(list(edit.cells.values())[:3])}"
        elif isinstance(edit, Leave):
            table.rows.remove(table.find(edit.keys))
            said = f"{edit.table} {name(edit.keys)} : retirée"
        else:
            assert isinstance(edit, Set) and edit.cells.keys() <= set(table.header), edit
            row = table.find(edit.keys)
            said = f"{edit.table} {name(edit.keys)} : " + ", ".join(
                f"{c} {row.get(c) or '∅'} → {v or '∅'}" for c, v in edit.cells.items())
            row.update(edit.cells)
        table.write()
        return said

    # ---- what came of it ----

    def run(self, command, date):
        done = self.dossier.ate(command, f"--date={date}")
        assert done.code in (0, 1), done
        return f"{command} : sortie {done.code}"

    def sql(self, query, *args):
        base = sqlite3.connect(f"file:{self.dossier.path}/registre/registre.db?mode=ro", uri=True)
        try:
            return base.execute(query, args).fetchall()
        finally:
            base.close()

    def documents(self):
        """What the manifest says that it did not say at the last date."""
        now = {}
        for entry in self.dossier.read_json("manifeste.json")["fichiers"]:
            if entry["chemin"].startswith("documents/"):
                now[entry["chemin"]] = (entry["numero"], entry["revision"], entry["etat"], entry["sha256"])
        before, self.files = self.files, now
        for path, (number, revision, state, sha256) in sorted(now.items()):
            if before.get(path) == (number, revision, state, sha256):
                continue
            told = f"{path[len('documents/'):]} {number or ''} {f'révision {revision}' if number else ''}"
            yield " ".join(f"{'~' if path in before else '+'} {told} {'' if state == 'courant' else state}".split())
        yield from (f"- {path}" for path in sorted(before.keys() - now.keys()))
        yield f"{sum(before.get(p) == now[p] for p in now)} inchangés"

    def register(self):
        for id_, *cells in self.sql("SELECT id, nature, genre, cle, numero, 'révision ' || revision, detail"
                                    " FROM evenements WHERE id > ? ORDER BY id", self.events):
            self.events = id_
            if cells[3] or cells[0] not in ("emis", "remplace"):  # what has a number, or befell it
                yield " ".join(c for c in cells if c)

    def amendments(self):
        for key, effect, term, old, new in self.sql(
                "SELECT d.cle, r.etat, t.nom, t.ancienne, t.valeur FROM documents d"
                " JOIN revisions r ON r.document = d.id JOIN termes t ON t.document = d.id AND t.revision = r.revision"
                " WHERE d.genre = 'avenant' AND r.revision = (SELECT max(revision) FROM revisions WHERE document = d.id)"
                " ORDER BY d.cle, t.nom"):
            yield f"{key} ({effect}) : {term} {old} → {new}"

    def messages(self):
        """Messages that are new, or in another state."""
        before, self.states = self.states, {}
        for key, company, occasion, state, path, prepared in self.sql(
                "SELECT cle, entreprise, occasion, etat, chemin, prepare_le FROM messages"
                " ORDER BY prepare_le, entreprise, occasion, cle"):
            self.states[key] = state
            if before.get(key) == state:
                continue
            told = f"{company} {occasion} : {state}"
            if key in before:
                yield f"{told}, celui du {prepared}"
                continue
            mail = email.message_from_bytes((self.dossier.output / path).read_bytes(), policy=email.policy.default)
            yield f"{told}, « {mail['Subject']} »"
            yield from ("    " + " ".join(filter(None, cells)) for cells in self.sql(
                "SELECT genre, cle, numero, 'révision ' || revision FROM message_documents WHERE message = ?"
                " ORDER BY position", key))

    def declared(self):
        lots = self.sql("SELECT numero FROM lots ORDER BY id")
        for number, in lots[len(self.lots):]:
            yield number
            yield from (f"    {line}" for line in (self.dossier.output / "declaration" / number / f"{number}.csv")
                        .read_text("utf-8-sig").splitlines())
        self.lots = lots

    def findings(self):
        for f in self.dossier.read_json("constats.json")["constats"]:
            if f["gravite"] in FINDINGS:
                place = f["fichier"] + (f":{f['ligne']}" if f["ligne"] else "")
                held = f" ; retient {', '.join(f['retient'])}" if f["gravite"] == "erreur" and f["retient"] else ""
                yield f"{f['gravite']} {f['code']} {place} : {f['message']}{held}"

    def live(self, day):
        """Makes the changes of a date, runs the program, and tells the date."""
        edits = [self.edit(edit) for edit in day.edits]
        runs = [self.run(command, day.date) for command in COMMANDS]
        parts = {"Tables": edits, "Passages": runs, "Documents": self.documents(), "Registre": self.register(),
                 "Avenants": self.amendments(), "Messages": self.messages(), "Lots": self.declared(),
                 "Constats": self.findings()}
        text = f"{day.date} — {day.title}\n"
        for title, lines in parts.items():
            text += f"\n{title}\n" + ("".join(f"  {line}\n" for line in lines) or "  (rien)\n")
        return text

    def text_of(self, path):
        done = subprocess.run(["pdftotext", "-layout", self.dossier.output / path, "-"], capture_output=True, check=True)
        return " ".join(done.stdout.decode("utf-8").replace("\u202f", " ").replace("\u00a0", " ").split())

    def stamp(self):
        """When each file of output/ and registre/ was written, and its bytes."""
        return {p: (p.stat().st_mtime_ns, p.stat().st_ino, p.read_bytes())
                for folder in (self.dossier.output, self.dossier.path / "registre")
                for p in folder.rglob("*") if p.is_file()}
