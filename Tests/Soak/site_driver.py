"""A site of the programs built for release, as the rigs of `make soak` drive it."""
import contextlib
import http.client
import json
import os
import pathlib
import signal
import socket
import subprocess
import tempfile
import time

PASSWORD = "seven green bottles"
ROOT = pathlib.Path(__file__).resolve().parents[2]


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Refused(Exception):
    """A command that ended badly, with what it said."""


class Site:
    """One state directory; `up` while it is entered."""

    def __init__(self, programs, state, environment=None):
        self.programs, self.state, self.port = programs, str(state), free_port()
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith("ELWOSA_")}
        # What the smallest machine has free is no matter here.
        self.environment |= {"ELWOSA_STATE": self.state, "ELWOSA_LISTEN": f"127.0.0.1:{self.port}",
                             "ELWOSA_MINIMUM_FREE_MEGABYTES": "1", "ELWOSA_REQUESTS_PER_SECOND": "1000"}
        self.environment |= environment or {}
        self.up, self.token = None, None

    def run(self, *words, text="", check=True):
        result = subprocess.run([f"{self.programs}/elwosa", *words], input=text, env=self.environment,
                                capture_output=True, text=True, timeout=60)
        if check and result.returncode != 0:
            raise Refused(f"elwosa {' '.join(words)}: {result.stderr}")
        return result

    def start(self):
        # One from before may be signed with a key that is gone.
        self.token = None
        self.said = tempfile.TemporaryFile("w+")
        self.up = subprocess.Popen([f"{self.programs}/elwosa", "up"], env=self.environment, cwd=ROOT,
                                   stdin=subprocess.DEVNULL, stdout=self.said, stderr=self.said)
        end = time.monotonic() + 20
        while True:
            with contextlib.suppress(OSError, http.client.HTTPException):
                if self.send("GET", "/health/tasks")[0] == 200:
                    return self
            if time.monotonic() > end:
                self.said.seek(0)
                raise Refused(f"the site does not come up: {self.said.read()}")
            time.sleep(0.02)

    def sign_in(self):
        status, body = self.send("POST", "/auth/login", {"name": "Ada", "password": PASSWORD})
        if status != 200:
            raise Refused(f"signing in: {status}")
        self.token = body["access_token"]
        return self

    def send(self, method, path, body=None, key=None):
        """The status and the JSON of the answer; None where there is none."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Accept": "application/json"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        # Whoever signs in with a session ends that.
        if self.token and path != "/auth/login":
            headers["Authorization"] = f"Bearer {self.token}"
        if key:
            headers["Idempotency-Key"] = key
        try:
            connection.request(method, path, None if body is None else json.dumps(body), headers)
            reply = connection.getresponse()
            text = reply.read()
        finally:
            connection.close()
        with contextlib.suppress(ValueError):
            return reply.status, json.loads(text)
        return reply.status, None

    def head(self):
        """The number and the mac of the newest event, once the whole chain has been found sound."""
        return self.run("events", "verify").stdout.splitlines()[0]

    @staticmethod
    def started_by(parent):
        """Number and name of each process that one has started and that has not ended."""
        found = []
        for entry in pathlib.Path("/proc").iterdir():
            with contextlib.suppress(OSError, IndexError, ValueError):
                stat = (entry / "stat").read_text()
                name, rest = stat[stat.index("(") + 1:stat.rindex(")")], stat[stat.rindex(")") + 2:].split()
                if int(rest[1]) == parent and rest[0] != "Z":
                    found.append((int(entry.name), name))
        return found

    def children(self):
        """The processes that `up` has started, NGINX's left out."""
        return [pid for pid, name in self.started_by(self.up.pid) if name != "nginx"]

    def everyone(self, number):
        """Sends a signal to `up` and all that it has started."""
        pids, place = [self.up.pid], 0
        while place < len(pids):
            pids += [pid for pid, _ in self.started_by(pids[place])]
            place += 1
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)

    def freeze(self):
        """From now on nothing is answered; what had been is."""
        self.everyone(signal.SIGSTOP)

    def power_off(self):
        """Ends everything at once, as the lack of power does."""
        self.everyone(signal.SIGKILL)
        self.up.wait()
        self.up = None

    def kill_responders(self):
        """Ends them at once; returns how many there were."""
        killed = 0
        for pid in self.children():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
                killed += 1
        end = time.monotonic() + 10
        while set(self.children()) and time.monotonic() < end:
            time.sleep(0.005)
        return killed

    def stop(self):
        if self.up is None:
            return
        self.up.send_signal(signal.SIGTERM)
        try:
            self.up.wait(20)
        except subprocess.TimeoutExpired:
            self.up.kill()
            self.up.wait()
        self.up = None
