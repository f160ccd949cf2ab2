"""Cuts the power under the site and looks for what it had said is done.

The state directory lies on an ext4 of its own, on a loop device. The cut is ext4's own: EXT4_IOC_SHUTDOWN without a flush
of the log, after which nothing more reaches the image; it is mounted again, and the journal is replayed, as after a real
one. Whoever is not root cannot do that, and it is skipped by name.

usage: powercut.py PROGRAMS SECONDS
"""
import contextlib
import fcntl
import json
import os
import pathlib
import random
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
import time

from site_driver import PASSWORD, Refused, Site

# _IOR('X', 125, __u32) and EXT4_GOING_FLAGS_NOLOGFLUSH of linux/fs/ext4.
SHUTDOWN, NO_LOG_FLUSH = 0x8004587D, 2


class Disk:
    def __init__(self, place):
        self.image, self.mount = place / "image", place / "disk"
        self.mount.mkdir()
        with open(self.image, "wb") as image:
            image.truncate(256 << 20)
        subprocess.run(["mkfs.ext4", "-q", "-F", self.image], check=True)
        self.attach()

    def attach(self):
        subprocess.run(["mount", "-o", "loop", self.image, self.mount], check=True)

    def cut(self):
        handle = os.open(self.mount, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, SHUTDOWN, struct.pack("I", NO_LOG_FLUSH))
        finally:
            os.close(handle)

    def detach(self):
        end = time.monotonic() + 20
        while subprocess.run(["umount", self.mount], capture_output=True).returncode != 0:
            if time.monotonic() > end:
                subprocess.run(["umount", "-l", self.mount])
                raise Refused("the disk is held by somebody")
            time.sleep(0.05)

    def again(self):
        self.detach()
        self.attach()


def titles(site):
    """How often each title is there."""
    found, target = {}, pathlib.Path(site.state).parent / "look.json"
    site.run("export", "json", str(target))
    for line in target.read_text().splitlines():
        task = json.loads(line).get("task")
        if task:
            found[task["title"]] = found.get(task["title"], 0) + 1
    return found


def cut_writes(site, disk, round_number):
    """Eight clients write until the lights go out; what was answered is there, and once."""
    site.start().sign_in()
    answered, stop = set(), threading.Event()

    def write(client):
        number = 0
        while not stop.is_set():
            number += 1
            title = f"{round_number}-{client}-{number}"
            with contextlib.suppress(Exception):
                if site.send("POST", "/tasks", {"title": title}, key=title)[0] == 201:
                    answered.add(title)

    threads = [threading.Thread(target=write, args=(client,)) for client in range(8)]
    for thread in threads:
        thread.start()
    time.sleep(random.uniform(0.1, 1.5))
    # A processor without power answers nothing. Without this a sync that is under way when the journal is ended may be
    # called a success by the kernel, and be answered.
    site.freeze()
    disk.cut()
    site.power_off()
    stop.set()
    for thread in threads:
        thread.join()
    disk.again()
    site.run("events", "verify")
    found = titles(site)
    lost = sorted(title for title in answered if found.get(title) != 1)
    doubled = sorted(title for title, count in found.items() if count > 1)
    return len(answered), lost + doubled


def cut_after(disk, act, look):
    """Cuts right after a command has ended well; what it made looks as it did."""
    act()
    before = look()
    if not before:
        return ["there was nothing to look at before the cut"]
    disk.cut()
    disk.again()
    after = look()
    return [] if before == after else [f"{shown(before)} was {shown(after)} after the cut"]


def shown(value):
    text = repr(value)
    return text if len(text) < 200 else f"{text[:80]} … {text[-80:]}"


def commands(site, disk):
    """Each command that writes a file or a name, and how to see what it wrote."""
    place = disk.mount
    read = lambda name: lambda: (place / name).read_bytes() if (place / name).exists() else None
    export, backup, heads = place / "tasks.json", place / "backup.db", pathlib.Path(site.state) / "log/event-heads.log"
    keys = lambda: site.run("keys", "list").stdout

    def rotate_thrice():
        for _ in range(3):
            site.run("keys", "rotate")

    def restore():
        site.run("task", "add", "Made after the backup")
        # Each restore keeps what it replaces, and the disk is small.
        for kept in (pathlib.Path(site.state) / "data").glob("elwosa.db-replaced*"):
            kept.unlink()
        site.run("restore", str(backup))

    return {
        "export": (lambda: site.run("export", "json", str(export)), read("tasks.json")),
        "keys rotate": (rotate_thrice, keys),
        "backup": (lambda: site.run("backup", str(backup)), read("backup.db")),
        "event-heads.log": (lambda: site.run("backup", str(place / "other.db")), lambda: heads.read_bytes()),
        "restore": (restore, lambda: (site.head(), sorted(titles(site)))),
        "restored file": (lambda: None, lambda: site.run("doctor", check=False).stdout.count("ok    database")),
    }


def main():
    programs, seconds = sys.argv[1], float(sys.argv[2])
    if os.geteuid() != 0 or shutil.which("mkfs.ext4", path=os.environ["PATH"] + ":/usr/sbin:/sbin") is None:
        print("skipped: the power cut (only root may mount an ext4 on a loop device)")
        return 0
    if "ELWOSA_CUT_ALONE" not in os.environ:
        # Whoever else begins a mount namespace meanwhile would hold on to the disk, and it would never be replayed.
        os.environ["ELWOSA_CUT_ALONE"] = "1"
        os.execvp("unshare", ["unshare", "--mount", sys.executable, *sys.argv])
    os.environ["PATH"] += ":/usr/sbin:/sbin"
    work = pathlib.Path(tempfile.mkdtemp(prefix="elwosa-cut-"))
    disk = None
    bad, cuts, writes = [], 0, 0
    try:
        try:
            disk = Disk(work)
        except subprocess.CalledProcessError as error:
            print(f"skipped: the power cut (no loop device here: {error})")
            return 0
        site = Site(programs, disk.mount / "state")
        site.run("setup", "--name", "Ada", "--password-file", "-", text=PASSWORD)
        end = time.monotonic() + seconds
        round_number = 0
        while round_number < 2 or time.monotonic() < end:
            round_number += 1
            count, lost = cut_writes(site, disk, round_number)
            writes, cuts = writes + count, cuts + 1
            bad += [f"writes, cut {round_number}: {title}" for title in lost]
            for name, (act, look) in commands(site, disk).items():
                bad += [f"{name}, cut {round_number}: {fault}" for fault in cut_after(disk, act, look)]
                cuts += 1
            site.run("events", "verify")
    finally:
        if disk is not None:
            with contextlib.suppress(Refused):
                disk.detach()
        shutil.rmtree(work, ignore_errors=True)
    print(f"{cuts} cuts, {writes} answered writes; lost, doubled or not durable: {len(bad)}")
    for line in bad[:20]:
        print(f"  {line}")
    return 1 if bad or writes == 0 else 0


sys.exit(main())
