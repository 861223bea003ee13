"""A worker killed in the middle of a run: its document is named, all others are made, and the next
run makes what is missing."""
import os
import signal
import subprocess
import unittest

from harness import ATE, Dossier, DossierCase


class KilledWorker(DossierCase):
    name = "sample"

    def workers_of(self, process):
        with open(f"/proc/{process.pid}/task/{process.pid}/children", encoding="ascii") as children:
            return [int(pid) for pid in children.read().split()]

    def run_and_kill(self):
        """Kills a worker when a few documents are there."""
        process = subprocess.Popen([ATE, "produire", "-C", str(self.dossier.path), "-j2"],
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        while process.poll() is None:
            workers = self.workers_of(process)
            if workers and len(list(self.dossier.output.glob("documents/*/*.pdf"))) > 10:
                os.kill(workers[0], signal.SIGKILL)
                break
        err = process.communicate()[1].decode("utf-8")
        return process.returncode, err

    def pdfs(self):
        return {path: data for path, data in self.dossier.files().items() if path.endswith(".pdf")}

    def test_the_rest_is_made(self):
        reference = Dossier("sample")
        self.addCleanup(reference.remove)
        reference.ate("produire", "-j1")
        whole = {path: data for path, data in reference.files().items() if path.endswith(".pdf")}
        code, err = self.run_and_kill()
        made = self.pdfs()
        missing = sorted(set(whole) - set(made))
        # Between two documents a worker loses nothing; else one, which is named.
        self.assertLessEqual(len(missing), 1, missing)
        self.assertEqual(made, {path: whole[path] for path in made})
        if missing:
            self.assertEqual(code, 3, err)
            self.assertIn(missing[0], err)
        self.assertIn(self.dossier.ate("produire", "-j2").code, (0, 1))
        self.assertEqual(self.dossier.files(), reference.files())


if __name__ == "__main__":
    unittest.main()
