#!/usr/bin/python3
"""Messages a second, `ate envoyer --transmettre` beside msmtp called for each message: the same
messages, the same server (aiosmtpd, STARTTLS, login) in a process of its own, in turn.

    ATE=build/ate tests/bench/transmit.py
"""
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "functional"))
from post_office import PASSWORD, USER, Authority, Relay  # noqa: E402

COUNT, ROUNDS = 300, 3


def serve(folder):
    """The server alone: says its port, then the moment of each message; ends with its input."""
    relay = Relay(lambda: print(time.monotonic(), flush=True))
    shutil.copy(Authority.get().pem, folder)
    print(relay.port, flush=True)
    sys.stdin.read()
    relay.close()


class Server:
    def __init__(self, folder):
        self.process = subprocess.Popen([sys.executable, "-B", __file__, "serve", str(folder)], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())

    def rate(self, start):
        """Messages a second from `start` to the last of COUNT."""
        moments = [float(self.process.stdout.readline()) for _ in range(COUNT)]
        return COUNT / (moments[-1] - start), (COUNT - 1) / (moments[-1] - moments[0])

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def write_dossier(folder):
    for name in ("input", "templates"):
        source = ROOT / ("templates" if name == "templates" else "tests/dossiers/propre/input")
        shutil.copytree(source, folder / name)
    catalogue = folder / "templates/catalogue.ini"
    head, rest = catalogue.read_text("utf-8").split("[offre]\n")
    catalogue.write_text(head.split("\n[")[0] + "\n[offre]\n" + rest.split("\n[")[0] + "\n", "utf-8")
    table = folder / "input/entreprises.csv"
    columns = table.read_text("utf-8").splitlines()[0].split(";")
    rows = []
    for n in range(1, COUNT + 1):
        row = {"id": f"Z{n:04}", "nom": f"Atelier {n}", "adresse": f"{n}, rue du Quai", "ville": "Matane",
               "province": "QC", "Code postal": "G4W 3M4", "pays": "Canada", "representant_nom": f"Personne {n}",
               "representant_titre": "Propriétaire", "courriel": f"personne{n}@atelier{n}.example",
               "statut": "prospect", "langue": "fr"}
        rows.append(";".join(row.get(c, "") for c in columns))
    for path in (folder / "input").glob("*.csv"):
        if path.stem not in ("programmes", "personnel", "calendrier"):
            path.write_text(path.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    table.write_text("\n".join([";".join(columns), *rows]) + "\n", "utf-8")
    (folder / "secret").write_text(PASSWORD + "\n", "utf-8")


def write_config(folder, server):
    head = (ROOT / "tests/dossiers/propre/config.ini").read_text("utf-8").split("[courriel]")[0]
    (folder / "config.ini").write_text(head.replace("../../../templates", "templates") + f"""[courriel]
expediteur = {USER}
serveur = localhost
port = {server.port}
authentification = plain
utilisateur = {USER}
mot_de_passe_commande = cat secret
autorite = ca.pem
debit = 10000/1s
""", "utf-8")


def with_ate(folder, server):
    start = time.monotonic()
    run = subprocess.run([os.environ["ATE"], "envoyer", "-q", "--transmettre", "--oui", "-C", str(folder)])
    if run.returncode not in (0, 1):
        sys.exit("ate envoyer --transmettre has failed")
    return server.rate(start)


def with_msmtp(folder, server):
    config = folder / "msmtprc"
    config.write_text(f"""account default
host localhost
port {server.port}
tls on
tls_starttls on
tls_trust_file {folder / "ca.pem"}
auth plain
user {USER}
passwordeval cat {folder / "secret"}
from {USER}
""")
    config.chmod(0o600)
    drafts = sorted((folder / "output/courriels").glob("*.eml"))
    start = time.monotonic()
    for n, draft in enumerate(drafts, 1):
        with draft.open("rb") as content:
            subprocess.run(["msmtp", "-C", str(config), f"personne{n}@atelier{n}.example"], stdin=content, check=True)
    return server.rate(start)


def print_transmission(scratch):
    folder = scratch / "transmit"
    folder.mkdir()
    server = Server(folder)
    write_dossier(folder)
    write_config(folder, server)
    subprocess.run([os.environ["ATE"], "envoyer", "-q", "-C", str(folder)])
    shutil.copytree(folder, scratch / "kept")
    ours, theirs = [], []
    for _ in range(ROUNDS):  # in turn, so that both meet the same load
        theirs.append(with_msmtp(folder, server))
        ours.append(with_ate(folder, server))
        for name in ("output", "registre"):
            shutil.rmtree(folder / name)
            shutil.copytree(scratch / "kept" / name, folder / name)
    server.close()
    best = [max(rates) for rates in (ours, theirs)]
    print(f"\n| {COUNT} messages sous TLS | par seconde, en tout | du premier au dernier |\n|---|--:|--:|")
    print(f"| `ate envoyer --transmettre` | {best[0][0]:.0f} | {best[0][1]:.0f} |")
    print(f"| msmtp, un appel par message | {best[1][0]:.0f} | {best[1][1]:.0f} |")
    print(f"| rapport | {best[0][0] / best[1][0]:.1f} | {best[0][1] / best[1][1]:.1f} |", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        serve(sys.argv[2])
    else:
        with tempfile.TemporaryDirectory(prefix="ate-bench-") as scratch:
            print_transmission(Path(scratch))
