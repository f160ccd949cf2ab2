"""A house of its own for the measurements: ELWOSA as it is shipped, and the yardsticks behind the same NGINX."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
# The build that is measured; a test of the measuring itself takes the one at hand.
PROGRAMS = os.environ.get("BENCH_PROGRAMS", os.path.join(ROOT, ".build", "release"))
WORK = os.path.join(ROOT, ".build", "benchmarks")
PASSWORD = "correct horse battery staple"
# The address of each program beside ELWOSA's own, and what starts it.
BESIDE = {
    "noop": ("= /yardstick/noop", os.path.join(WORK, "noop")),
    "select": ("/yardstick/tasks/", os.path.join(WORK, "select")),
    "insert": ("= /yardstick/tasks", os.path.join(WORK, "insert")),
    "list": ("= /yardstick/list", os.path.join(WORK, "list")),
    "create": ("= /yardstick/create", os.path.join(WORK, "create")),
    "group": ("= /yardstick/group", os.path.join(WORK, "create")),
    "echo": ("= /ping", os.path.join(PROGRAMS, "EchoResponder")),
}


# Those that work on a copy of ELWOSA's own database, with all its rows; `insert` has a table of its own.
ON_A_COPY = ("select", "list", "create", "group")


def build():
    """ELWOSA and what is measured beside it, for release."""
    subprocess.run(["swift", "build", "-c", "release"], cwd=ROOT, check=True)
    build_yardsticks()


def build_yardsticks():
    """With the system's C compiler."""
    os.makedirs(WORK, exist_ok=True)
    compiler = shutil.which("cc") or "clang"
    for yardstick in ("noop", "select", "insert", "list", "create"):
        sources = [os.path.join(HERE, "yardsticks", file) for file in ("serve.c", yardstick + ".c")]
        options = ["-std=gnu17", "-O2", "-Wall", "-Wextra", "-Werror", "-o", os.path.join(WORK, yardstick)]
        subprocess.run([compiler, *options, *sources, "-lfcgi", "-lsqlite3", "-lpthread", "-lcrypto"], check=True)
    client = os.path.join(HERE, "yardsticks", "listeners.c")
    subprocess.run([compiler, "-std=gnu17", "-O2", "-Wall", "-Wextra", "-Werror", "-o", os.path.join(WORK, "listeners"), client],
                   check=True)


class House:
    """Everything that runs while something is measured; ends what it has started."""

    def __init__(self):
        self.state = os.path.join(WORK, "state")
        shutil.rmtree(self.state, ignore_errors=True)
        os.makedirs(self.state)
        # Sockets have short names only, and a clone may lie deep.
        self.run = tempfile.mkdtemp(prefix="elwosa-")
        self.address = f"127.0.0.1:{free_port()}"
        self.environment = os.environ | {
            "ELWOSA_STATE": self.state, "ELWOSA_RUN": self.run, "ELWOSA_LISTEN": self.address,
            "ELWOSA_NGINX_CONF": self._configure(),
            "ELWOSA_LIVE_CONNECTIONS": "20000",
        }
        self.beside = {}
        self.up = None
        self.log = open(os.path.join(WORK, "up.log"), "w", encoding="utf-8")

    def __enter__(self):
        try:
            self._begin()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, *_):
        self._end()

    def program(self, name):
        return os.path.join(PROGRAMS, name)

    def start_beside(self):
        """The yardsticks, with the rows that ELWOSA has by now."""
        for name in BESIDE:
            self.beside[name] = self._start_beside(name)

    def _begin(self):
        self.up = subprocess.Popen(
            [os.path.join(PROGRAMS, "elwosa"), "up"], env=self.environment, stdout=self.log, stderr=self.log)
        self._await_site()
        subprocess.run(
            [os.path.join(PROGRAMS, "elwosa"), "setup", "--name", "Ada", "--password-file", "-"],
            env=self.environment, input=PASSWORD, text=True, check=True, capture_output=True)

    def _end(self):
        if self.up:
            self.up.send_signal(signal.SIGTERM)
            self.up.wait(timeout=60)
        for process in self.beside.values():
            process.kill()
            process.wait()
        self.log.close()
        shutil.rmtree(self.run)

    def _configure(self):
        """The shipped configuration, with upstreams of the same kind for what runs beside ELWOSA."""
        target = os.path.join(self.state, "nginx-conf")
        shutil.copytree(os.path.join(ROOT, "nginx"), target)
        upstream = read(os.path.join(target, "upstream.conf"))
        write(os.path.join(target, "beside.conf"), "".join(upstream.replace("@area@", name) for name in BESIDE))
        locations = [f"location {address} {{ fastcgi_pass {name}; }}\n" for name, (address, _) in BESIDE.items()]
        write(os.path.join(target, "areas", "beside.conf"), "".join(locations))
        main = os.path.join(target, "nginx.conf")
        include = "include upstreams/*.conf;"
        write(main, read(main).replace(include, include + " include beside.conf;"))
        return target

    def _start_beside(self, name):
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(os.path.join(self.run, name + ".sock"))
        listener.listen(1024)
        database = os.path.join(self.state, f"yardstick-{name}.db")
        if name in ON_A_COPY:
            copy, source = f"VACUUM INTO '{database}'", os.path.join(self.state, "data", "elwosa.db")
            subprocess.run(["sqlite3", source, copy], check=True, capture_output=True)
            subprocess.run(["sqlite3", database, "PRAGMA journal_mode = WAL"], check=True, capture_output=True)
        else:
            schema = read(os.path.join(HERE, "yardsticks", "schema.sql"))
            subprocess.run(["sqlite3", database], input=schema, text=True, check=True, capture_output=True)
        environment = os.environ | {"YARDSTICK_DATABASE": database, "YARDSTICK_THREADS": "16"}
        if name == "group":
            environment["YARDSTICK_GROUP"] = "1"
        process = subprocess.Popen([BESIDE[name][1]], stdin=listener, env=environment)
        listener.close()
        return process

    def _await_site(self):
        end = time.monotonic() + 20
        while self.up.poll() is None and time.monotonic() < end:
            try:
                socket.create_connection(self.place).close()
                return
            except OSError:
                time.sleep(0.02)
        raise SystemExit("ELWOSA did not start; the reason is in .build/benchmarks/up.log.")

    @property
    def place(self):
        host, port = self.address.split(":")
        return host, int(port)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
