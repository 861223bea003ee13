"""valgrind on a small dossier: every command, no error, no leak."""
import os
import subprocess
import unittest

from harness import ATE, ROOT, DossierCase


@unittest.skipIf(os.environ.get("SANITIZE"), "the sanitizers look already")
class Memory(DossierCase):
    def test_valgrind(self):
        for command in ("valider", "produire", "declarer", "envoyer"):
            done = subprocess.run(["valgrind", "-q", "--leak-check=full",
                                   "--errors-for-leak-kinds=definite", "--show-leak-kinds=definite", "--error-exitcode=99",
                                   f"--suppressions={ROOT}/tests/functional/valgrind.supp",
                                   ATE, command, "-C", self.dossier.path], capture_output=True)
            self.assertIn(done.returncode, (0, 1), done.stderr.decode()[-4000:])
            self.assertNotIn(b"== ", done.stderr)


if __name__ == "__main__":
    unittest.main()
