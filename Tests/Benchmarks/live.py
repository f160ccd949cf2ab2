"""What `elwosa-live` costs: idle sockets, one change told to a thousand, and a long past told anew."""

import base64
import json
import os
import resource
import socket
import statistics
import struct
import subprocess
import time

import house
import machine
from load import Request, must_succeed
from table import Row, verdict

IDLE = 10_000
LISTENERS = 1_000
CHANGES = 100
PAST = 100_000


def measure(measured, only):
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    token = subprocess.run(
        [os.path.join(house.PROGRAMS, "elwosa"), "token", "add", "--user", "Ada", "--name", "bench"],
        env=measured.environment, check=True, capture_output=True, text=True).stdout.strip()
    chores = [
        (f"{IDLE:,} idle sockets", idle), (f"commit to {LISTENERS:,} listeners", told),
        (f"request to {LISTENERS:,} listeners", told_of_request), (f"{PAST:,} events told anew", past),
    ]
    return [chore(measured, token, name) for name, chore in chores if only in name]


class Socket:
    """The least of a WebSocket's client, straight on the responder's socket: NGINX would cost this machine as much."""

    def __init__(self, measured, token):
        self.wire = socket.socket(socket.AF_UNIX)
        self.wire.connect(os.path.join(measured.run, "live.sock"))
        key = base64.b64encode(os.urandom(16)).decode()
        self.wire.sendall(
            f"GET /live/socket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\nAuthorization: Bearer {token}\r\n"
            f"X-Elwosa-Address: 127.0.0.1\r\n\r\n".encode())
        self.buffer = b""
        while b"\r\n\r\n" not in self.buffer:
            self.more()
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        if not head.startswith(b"HTTP/1.1 101"):
            raise SystemExit(f"No WebSocket: {head.decode()}")

    def more(self):
        piece = self.wire.recv(16_384)
        if not piece:
            raise SystemExit("The connection was closed.")
        self.buffer += piece

    def call(self, method, **parameters):
        text = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": parameters}).encode()
        length = bytes([0x80 | len(text)]) if len(text) < 126 else struct.pack("!BH", 0x80 | 126, len(text))
        self.wire.sendall(b"\x81" + length + b"\0\0\0\0" + text)

    def messages(self):
        """Whole frames that have arrived; pings are passed over."""
        found = []
        while len(self.buffer) >= 2:
            length, start = self.buffer[1], 2
            if length == 126:
                length, start = struct.unpack_from("!H", self.buffer, 2)[0] if len(self.buffer) >= 4 else 1 << 20, 4
            if len(self.buffer) < start + length:
                break
            if self.buffer[0] == 0x81:
                found.append(self.buffer[start:start + length])
            self.buffer = self.buffer[start + length:]
        return found

    def next(self):
        while True:
            if found := self.messages():
                return json.loads(found[0])
            self.more()


def pid(measured):
    return next(pid for pid in machine.family(measured.up.pid) if machine.name(pid) == "elwosa-live")


def idle(measured, token, name):
    first = Socket(measured, token)
    before = machine.pss(pid(measured))
    sockets = [Socket(measured, token) for _ in range(IDLE - 1)] + [first]
    for one in sockets:
        one.call("subscribe", topics=["tasks"])
    for one in sockets:
        one.next()
    time.sleep(2)
    after = machine.pss(pid(measured))
    for one in sockets:
        one.wire.close()
    each = (after - before) / IDLE
    return Row(
        name, memory=f"{after / 1024:.1f} ({before / 1024:.1f} with one; {each:.1f} KiB each)", budget="≤ 100 MB",
        verdict=verdict(after * 1024 <= 100e6))


def told(measured, token, name):
    """From the moment a transaction is committed until a listener has the change; `Commits` says when that was."""
    commits = piped(measured, [os.path.join(house.PROGRAMS, "Commits")])

    def commit():
        print(file=commits.stdin, flush=True)
        return int(commits.stdout.readline())

    row = heard(measured, token, name, commit)
    commits.stdin.close()
    commits.wait()
    row.budget, row.verdict = "≤ 10 ms", verdict(float(row.p99) <= 10)
    return row


def told_of_request(measured, token, name):
    """The same from a request on, through NGINX and the responder that carries it out and answers it."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Accept": "application/json"}
    create = Request("/tasks", "POST", json.dumps({"title": "Water the plants"}), headers)

    def send():
        begin = time.monotonic_ns()
        must_succeed(measured.address, create)
        return begin

    return heard(measured, token, name, send)


def heard(measured, token, name, change):
    """Changes told to many listeners, from the moment that `change` answers with; all have heard of one before the next."""
    Socket(measured, token).wire.close()
    listeners = piped(
        measured,
        [os.path.join(house.WORK, "listeners"), os.path.join(measured.run, "live.sock"), token, str(LISTENERS)])
    if listeners.stdout.readline() != "ready\n":
        raise SystemExit("The listeners could not listen.")
    times = []
    used = machine.processor_time(pid(measured))
    for _ in range(CHANGES):
        begin = change()
        times += [(int(moment) - begin) / 1e6 for moment in listeners.stdout.readline().split()]
        time.sleep(0.02)
    used = (machine.processor_time(pid(measured)) - used) / CHANGES
    listeners.stdin.close()
    listeners.wait()
    return Row(
        name, p50=f"{statistics.median(times):.2f}", p99=f"{sorted(times)[len(times) * 99 // 100]:.2f}",
        processor=f"{used:,.0f}", memory=f"{machine.pss(pid(measured)) / 1024:.1f}")


def piped(measured, command):
    return subprocess.Popen(
        command, env=measured.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def past(measured, token, name):
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Accept": "application/json"}
    commands = [{"create": {"title": f"Water the plant {number}"}} for number in range(1_000)]
    batch = Request("/tasks/batch", "POST", json.dumps({"commands": commands}), headers)
    for _ in range(PAST // len(commands)):
        must_succeed(measured.address, batch)
    listener = Socket(measured, token)
    begin = time.monotonic()
    listener.call("subscribe", topics=["tasks"], after=0)
    count, last = 0, 0
    while count < PAST:
        listener.more()
        for message in listener.messages():
            if b'"method":"event"' in message:
                count += 1
                seq = json.loads(message)["params"]["seq"]
                if seq <= last:
                    raise SystemExit(f"Event {seq} came after {last}.")
                last = seq
    took = time.monotonic() - begin
    listener.wire.close()
    return Row(
        name, rate=f"{count / took:,.0f} events/s", p50=f"{took * 1000:,.0f} in all",
        memory=f"{machine.pss(pid(measured)) / 1024:.1f}")
