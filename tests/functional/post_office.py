"""Mail servers for the tests, on the loopback: one that works (aiosmtpd, TLS and authentication), and
one that does each thing wrong that a server can. Their certificates are of an authority made here."""
import logging
import socket
import ssl
import subprocess
import tempfile
import threading
from pathlib import Path

USER, PASSWORD = "alternance@cfp-battures.example", "mot-de-passe-secret-8142"


def openssl(*arguments):
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)


class Authority:
    """A private authority and the certificates it gives. Made once a run of the tests."""
    _made = None

    @classmethod
    def get(cls):
        if not cls._made:
            cls._made = cls()
        return cls._made

    def __init__(self):
        self._kept = tempfile.TemporaryDirectory(prefix="ate-authority-")
        self.folder = Path(self._kept.name)
        self.pem = self.folder / "ca.pem"
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", self.folder / "ca.key", "-out", self.pem,
                "-days", 2, "-subj", "/CN=Autorité d’essai", "-utf8")
        openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", self.folder / "server.key", "-out",
                self.folder / "server.csr", "-subj", "/CN=essai")
        self.sign("good", "localhost", 2)
        self.sign("other", "autre.example", 2)
        self.sign("expired", "localhost", -1)
        openssl("req", "-x509", "-key", self.folder / "server.key", "-out", self.folder / "stranger.pem", "-days", 2,
                "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost")

    def sign(self, name, host, days):
        extension = self.folder / f"{name}.ext"
        extension.write_text(f"subjectAltName=DNS:{host}\n")
        openssl("x509", "-req", "-in", self.folder / "server.csr", "-CA", self.pem, "-CAkey", self.folder / "ca.key",
                "-CAcreateserial", "-days", days, "-extfile", extension, "-out", self.folder / f"{name}.pem")

    def context(self, name="good"):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / f"{name}.pem", self.folder / "server.key")
        return context


class Relay:
    """A real server (aiosmtpd): STARTTLS and a login before anything else."""

    def __init__(self, told=lambda: None):
        from aiosmtpd.controller import Controller
        from aiosmtpd.smtp import AuthResult
        logging.getLogger("mail.log").setLevel(logging.ERROR)
        self.received, self.connections = [], set()
        relay = self

        class Handler:
            async def handle_DATA(self, server, session, envelope):
                relay.connections.add(session.peer)
                relay.received.append(Received(envelope.mail_from, envelope.rcpt_tos, envelope.content))
                told()
                return "250 2.0.0 kept"

        def authenticate(server, session, envelope, mechanism, data):
            good = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
            return AuthResult(success=good, handled=good)

        self.controller = Controller(Handler(), hostname="127.0.0.1", port=free_port(), auth_required=True,
                                     require_starttls=True, tls_context=Authority.get().context(),
                                     authenticator=authenticate)
        self.controller.start()
        self.port = self.controller.port

    def close(self):
        self.controller.stop()


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


class Received:
    def __init__(self, sender, recipients, content):
        self.sender, self.recipients, self.content = sender, recipients, content


class Script:
    """What a server does wrong. Each is the answer to give instead of the usual one, or an action:
    "drop" closes the connection, "silent" says nothing more, "reset" is a TLS failure."""
    def __init__(self, **wrong):
        self.wrong = wrong
        self.times = wrong.pop("times", 1 << 30)  # how often, then all is well

    def at(self, stage):
        what = self.wrong.get(stage)
        if what is None or self.times <= 0:
            return None
        self.times -= 1
        return what


class Office:
    """A server of one thread a connection. What it keeps is what it answered 250 to, or stored before it fell."""

    def __init__(self, script=None, certificate="good", tls="starttls", login=("PLAIN", "LOGIN", "XOAUTH2", "OAUTHBEARER"),
                 password=PASSWORD):
        self.script = script or Script()
        self.context = Authority.get().context(certificate) if tls else None
        self.tls, self.login, self.password = tls, login, password
        self.received, self.commands, self.connections, self.logins = [], [], 0, []
        self.on_event = lambda stage: None
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def close(self):
        try:
            self.listener.shutdown(socket.SHUT_RDWR)  # a thread waits on it
        except OSError:
            pass
        self.listener.close()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def serve(self, client):
        session = Session(self, client)
        try:
            session.run()
        except (OSError, ssl.SSLError, EOFError):
            pass
        finally:
            session.close()


class Session:
    def __init__(self, office, client):
        self.office, self.client, self.secure, self.known = office, client, False, False
        self.file = None
        self.sender, self.recipients = None, []

    def close(self):
        if self.file:
            self.file.close()
        self.client.close()

    def say(self, line):
        self.client.sendall(line.encode() + b"\r\n")

    def answer(self, stage, usual):
        """False when the usual answer was not given."""
        self.office.on_event(stage)
        what = self.office.script.at(stage)
        if what is None:
            self.say(usual)
            return True
        if what == "drop":
            raise EOFError
        if what == "silent":
            while self.client.recv(4096):
                pass
            raise EOFError
        if what == "endless":
            while True:
                self.client.sendall(b"250-" + b"x" * 60 + b"\r\n")
        if what == "long":
            while True:
                self.client.sendall(b"x" * 4096)
        self.say(what)
        return False

    def secure_it(self):
        if self.office.script.at("handshake"):
            self.client.sendall(b"this is no TLS at all\r\n")
            raise EOFError
        self.client.settimeout(30)
        self.client = self.office.context.wrap_socket(self.client, server_side=True)
        self.file = self.client.makefile("rb")
        self.secure = True

    def run(self):
        self.file = self.client.makefile("rb")
        if self.office.tls == "tls":
            self.secure_it()
        if not self.answer("greeting", "220 essai ESMTP"):
            raise EOFError
        while True:
            line = self.file.readline(65536)
            if not line:
                return
            self.command(line.decode("latin-1").strip())

    def command(self, line):
        word = line.split(" ")[0].upper()
        self.office.commands.append(word if word == "AUTH" else line)
        method = getattr(self, "do_" + word.lower(), None)
        if method:
            method(line)
        else:
            self.say("502 5.5.2 unknown")

    def do_ehlo(self, line):
        offers = ["essai", "SIZE 100000000", "8BITMIME"]
        if self.office.tls == "starttls" and not self.secure:
            offers.append("STARTTLS")
        if self.office.login and (self.secure or not self.office.tls):
            offers.append("AUTH " + " ".join(self.office.login))
        self.answer("ehlo", "\r\n".join(f"250{'-' if i + 1 < len(offers) else ' '}{o}" for i, o in enumerate(offers)))

    def do_starttls(self, line):
        if self.answer("starttls", "220 go"):
            self.secure_it()

    def do_auth(self, line):
        import base64
        words = line.split(" ")
        mechanism, given = words[1].upper(), words[2:]
        if not given:
            self.say("334 " + ("VXNlcm5hbWU6" if mechanism == "LOGIN" else ""))
            given = [self.file.readline().decode().strip()]
        said = base64.b64decode(given[0]).decode()
        if mechanism == "LOGIN":
            self.say("334 UGFzc3dvcmQ6")
            said += "\0" + base64.b64decode(self.file.readline().strip()).decode()
        self.office.logins.append((mechanism, said))
        good = USER in said and self.office.password in said
        if not good:
            self.answer("denied", "535 5.7.8 no")
        elif self.answer("auth", "235 2.7.0 welcome"):
            self.known = True

    def do_mail(self, line):
        if self.office.login and not self.known:
            self.say("530 5.7.0 log in first")
        elif self.answer("mail", "250 2.1.0 ok"):
            self.sender, self.recipients = line.split("<")[1].split(">")[0], []

    def do_rcpt(self, line):
        address = line.split("<")[1].split(">")[0]
        if self.answer(address if address in self.office.script.wrong else "rcpt", "250 2.1.5 ok"):
            self.recipients.append(address)

    def do_data(self, line):
        if not self.answer("data", "354 go on"):
            return
        if self.office.script.at("body") == "drop":
            self.file.readline()
            raise EOFError
        content = []
        while (row := self.file.readline()) not in (b".\r\n", b""):
            content.append(row[1:] if row.startswith(b".") else row)
        if not row:
            raise EOFError
        self.office.on_event("stored")
        what = self.office.script.wrong.get("dot", "")
        if not what[:1] in "45" or not what or self.office.script.times <= 0:
            self.office.received.append(Received(self.sender, list(self.recipients), b"".join(content)))
        self.answer("dot", "250 2.0.0 kept")
        self.office.on_event("answered")

    def do_rset(self, line):
        self.say("250 ok")

    def do_noop(self, line):
        self.say("250 ok")

    def do_quit(self, line):
        self.answer("quit", "221 bye")
        raise EOFError
