"""Headless Chromium, driven by its own protocol through two pipes: no driver, no port, no library.

    with Browser(folder) as browser:
        page = browser.open(path, width=400, dark=True)
        page.value("document.title")

What a page says on its console, throws, or asks of the network is kept: page.console, page.requests.
"""
import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


class Browser:
    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="ate-chromium-")
        ours = os.pipe(), os.pipe()  # what it reads, what it writes
        theirs = [fcntl.fcntl(fd, fcntl.F_DUPFD, 10) for fd in (ours[0][0], ours[1][1])]
        self.write, self.read = ours[0][1], ours[1][0]
        options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--remote-debugging-pipe",
                   "--no-first-run", "--disable-background-networking", f"--user-data-dir={self.folder}"]
        self.process = subprocess.Popen(
            ["bash", "-c", f'exec "$@" 3<&{theirs[0]} 4>&{theirs[1]}', "bash", CHROMIUM, *options, "about:blank"],
            pass_fds=theirs, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for fd in (*theirs, ours[0][0], ours[1][1]):
            os.close(fd)
        self.bytes, self.last, self.answers, self.pages = b"", 0, {}, {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        try:
            self.send("Browser.close")
        except (OSError, AssertionError):
            self.process.kill()
        self.process.wait(timeout=30)
        os.close(self.write)
        os.close(self.read)
        shutil.rmtree(self.folder, ignore_errors=True)

    def next_message(self, seconds):
        while b"\0" not in self.bytes:
            if not select.select([self.read], [], [], seconds)[0]:
                raise AssertionError(f"Chromium said nothing for {seconds} s")
            more = os.read(self.read, 1 << 20)
            if not more:
                raise AssertionError("Chromium has gone")
            self.bytes += more
        message, _, self.bytes = self.bytes.partition(b"\0")
        return json.loads(message)

    def take(self, message):
        if "id" in message:
            self.answers[message["id"]] = message
        elif message.get("sessionId") in self.pages:
            self.pages[message["sessionId"]].event(message["method"], message["params"])

    def send(self, method, session=None, **params):
        self.last += 1
        number, message = self.last, {"id": self.last, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.write, data):]
        while number not in self.answers:
            self.take(self.next_message(60))
        answer = self.answers.pop(number)
        if "error" in answer:
            raise AssertionError(f"{method}: {answer['error']}")
        return answer["result"]

    def open(self, path, **view):
        return Page(self, Path(path), **view)


class Page:
    def __init__(self, browser, path, width=1300, height=1000, dark=False, script=True):
        self.browser, self.console, self.requests, self.loaded = browser, [], [], False
        target = browser.send("Target.createTarget", url="about:blank")["targetId"]
        self.session = browser.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.target = target
        browser.pages[self.session] = self
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.send("Emulation.setEmulatedMedia",
                  features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
        self.send("Emulation.setScriptExecutionDisabled", value=not script)
        self.address = path.absolute().as_uri()
        self.navigate(self.address)

    def send(self, method, **params):
        return self.browser.send(method, self.session, **params)

    def event(self, method, params):
        if method == "Page.loadEventFired":
            self.loaded = True
        elif method == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning", "assert"):
            self.console.append(str([a.get("value", a.get("description")) for a in params["args"]]))
        elif method == "Runtime.exceptionThrown":
            self.console.append(str(params["exceptionDetails"]))
        elif method == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
            self.console.append(params["entry"]["text"])
        elif method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])

    def navigate(self, address):
        self.loaded = False
        self.send("Page.navigate", url=address)
        while not self.loaded:
            self.browser.take(self.browser.next_message(60))

    def value(self, expression):
        """The value of an expression of the page, awaited when it is a promise."""
        done = self.send("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in done:
            raise AssertionError(done["exceptionDetails"])
        return done["result"].get("value")

    def until(self, expression, seconds=20):
        limit = time.monotonic() + seconds
        while not self.value(expression):
            if time.monotonic() > limit:
                raise AssertionError(f"never true: {expression}")

    def key(self, key, code=0, text=None, modifiers=0):
        common = {"key": key, "windowsVirtualKeyCode": code, "modifiers": modifiers}
        self.send("Input.dispatchKeyEvent", type="keyDown", **common, **({"text": text} if text else {}))
        self.send("Input.dispatchKeyEvent", type="keyUp", **common)

    def tab(self, back=False):
        self.key("Tab", 9, modifiers=8 if back else 0)

    def enter(self):
        self.key("Enter", 13, "\r")

    def type(self, text):
        self.send("Input.insertText", text=text)

    def screenshot(self, path, whole=True):
        import base64
        shot = self.send("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        Path(path).write_bytes(base64.b64decode(shot["data"]))

    def close(self):
        self.browser.send("Target.closeTarget", targetId=self.target)
