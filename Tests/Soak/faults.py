"""Makes the n-th write, sync and open of ten requests fail, for every n there is, and compares what was answered with
what is there: at once, and after all programs were killed and the WAL's index was made anew.

A success must be there, both times. A refusal must not be there, both times. Only of what is answered as unknown (504,
and NGINX's 502) may either be true, and then the same at both times: whoever looks must see what stays.

usage: faults.py PROGRAMS LIBRARY SECONDS
"""
import errno
import os
import pathlib
import shutil
import sys
import tempfile
import time

from site_driver import PASSWORD, Refused, Site


class Faults:
    """The disk of `Tests/FaultyDisk`."""

    def __init__(self, library, work):
        self.library, self.orders, self.record = work / "libFaultyDisk.so", work / "orders", work / "record"
        shutil.copy(library, self.library)
        self.environment = {"LD_PRELOAD": str(self.library), "ELWOSA_TEST_DISK": str(self.orders),
                            "ELWOSA_TEST_DISK_LOG": str(self.record)}

    def order(self, kind, number, code):
        self.record.unlink(missing_ok=True)
        draft = self.orders.with_suffix(".new")
        # Files are opened by whoever begins; what a request itself writes and syncs is the WAL.
        pattern = "/data/elwosa.db" if kind == "open" else "/data/elwosa.db-wal"
        draft.write_text(f"fail {kind} {number} 1 {code} {pattern}\n")
        draft.rename(self.orders)

    def mend(self):
        self.orders.unlink(missing_ok=True)

    def happened(self):
        return self.record.exists() and any(line.startswith("fault ") for line in self.record.read_text().splitlines())


def requests(site):
    """The ten, by name; each makes its own subject first, while the disk is sound, and gives what is then tried."""
    def made(path, body):
        # Whoever was killed for the one before may not be back yet.
        end = time.monotonic() + 20
        while True:
            status, answer = site.send("POST", path, body, key=f"made-{time.monotonic_ns()}")
            if status == 201:
                return answer["id"]
            if time.monotonic() > end:
                raise Refused(f"POST {path}: {status} {answer}")
            time.sleep(0.1)

    def task():
        return made("/tasks", {"title": "A subject"})

    def label():
        return made("/labels", {"name": f"label{time.monotonic_ns()}"})

    return {
        "POST /auth/login": lambda: ("POST", "/auth/login", {"name": "Ada", "password": PASSWORD}),
        "POST /tasks": lambda: ("POST", "/tasks", {"title": "New"}),
        "PATCH /tasks/{id}": lambda: ("PATCH", f"/tasks/{task()}", {"priority": "high"}),
        "POST /tasks/{id}/completion": lambda: ("POST", f"/tasks/{task()}/completion", None),
        "DELETE /tasks/{id}": lambda: ("DELETE", f"/tasks/{task()}", None),
        "POST /tasks/{id}/comments": lambda: ("POST", f"/tasks/{task()}/comments", {"text": "Said"}),
        "POST /tasks/{id}/steps": lambda: ("POST", f"/tasks/{task()}/steps", {"title": "First"}),
        "POST /tasks/batch": lambda: (
            "POST", "/tasks/batch", {"commands": [{"create": {"title": f"Many {n}"}} for n in range(200)]}),
        "POST /projects": lambda: ("POST", "/projects", {"name": f"Garden {time.monotonic_ns()}"}),
        "DELETE /labels/{id}": lambda: ("DELETE", f"/labels/{label()}", None),
    }


def verdict(status, now, later):
    """What is wrong, by the answer and by whether the change was there then and after the crash; nil where nothing is."""
    if now != later:
        return "what was seen did not stay"
    if status < 400 and not now:
        return "answered as done, and not there"
    if status in (400, 401, 404, 405, 415, 422):
        return "not what should have been sent"
    if status >= 400 and status not in (502, 504) and now:
        return "refused, and there"
    return None


def main():
    programs, library, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
    work = pathlib.Path(tempfile.mkdtemp(prefix="elwosa-faults-"))
    faults = Faults(library, work)
    site = Site(programs, work / "state", faults.environment)
    plain = Site(programs, work / "state")
    bad, tried, kills, answers, cut = [], 0, 0, {}, False
    end = time.monotonic() + seconds
    try:
        plain.run("setup", "--name", "Ada", "--password-file", "-", text=PASSWORD)
        site.start().sign_in()
        for name, prepare in requests(site).items():
            for kind, code in (("write", errno.EIO), ("write", errno.ENOSPC), ("sync", errno.EIO), ("open", errno.EIO)):
                number = 0
                while True:
                    if time.monotonic() > end:
                        cut = True
                        break
                    number += 1
                    method, path, body = prepare()
                    if kind == "open":
                        site.kill_responders()
                    else:
                        site.send("GET", "/health/auth" if "auth" in path else "/health/tasks")
                    before = plain.head()
                    faults.order(kind, number, code)
                    try:
                        status, _ = site.send(method, path, body, key=f"{tried}-{kind}-{code}-{number}-{time.monotonic_ns()}")
                    except OSError:
                        status = 504
                    happened = faults.happened()
                    faults.mend()
                    now = plain.head() != before
                    killed = site.kill_responders()
                    kills += killed
                    later = plain.head() != before
                    wrong = verdict(status, now, later)
                    if killed == 0 and status != 502:
                        wrong = wrong or "nobody was killed, so the WAL's index was not made anew"
                    tried += happened
                    answers[status] = answers.get(status, 0) + happened
                    if wrong:
                        bad.append(f"{name}, {kind} {number} {errno.errorcode[code]}: {status}, {wrong}")
                    if not happened:
                        break
        sound = plain.run("doctor", check=False)
        if "ok    database" not in sound.stdout:
            bad.append(f"doctor: {sound.stdout}")
    except Refused as error:
        bad.append(str(error))
    finally:
        faults.mend()
        site.stop()
        shutil.rmtree(work, ignore_errors=True)
    counts = ", ".join(f"{count} × {status}" for status, count in sorted(answers.items()) if count)
    print(f"{tried} faults, {kills} programs killed ({counts}); wrong: {len(bad)}{'; the time was up before the last of them' if cut else ''}")
    for line in bad[:20]:
        print(f"  {line}")
    return 1 if bad or tried == 0 else 0


sys.exit(main())
