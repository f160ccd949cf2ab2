"""What the kernel says about processes and the machine."""

import os
import time


def pss(pid):
    """Proportional set size in KiB: private pages, and of each shared page this process's part."""
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def own(pid):
    """Private pages in KiB: what would be free without this process, as it shares all others."""
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as lines:
        return sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))


def peak(pid):
    """The most the process ever had resident (VmHWM), in KiB."""
    with open(f"/proc/{pid}/status", encoding="utf-8") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


def processor_time(pid):
    """What all threads of a process have used so far, in microseconds."""
    total = 0
    for thread in threads(pid):
        try:
            with open(f"/proc/{pid}/task/{thread}/schedstat", encoding="ascii") as file:
                total += int(file.read().split()[0])
        except (FileNotFoundError, ProcessLookupError):
            continue
    return total / 1000


def threads(pid):
    """None of a process that has ended."""
    try:
        return os.listdir(f"/proc/{pid}/task")
    except (FileNotFoundError, ProcessLookupError):
        return []


def name(pid):
    """`nginx`, `elwosa-live`; of a program that is told which area it serves, `elwosa-AREA` too."""
    with open(f"/proc/{pid}/cmdline", "rb") as file:
        words = file.read().decode(errors="replace").split("\0")
    program = os.path.basename(words[0].split(":")[0].split(" ")[0])
    return f"elwosa-{words[1]}" if program == "elwosa-responder" else program


def family(pid):
    """The process and everything it has started, directly or not."""
    found = [pid]
    for thread in threads(pid):
        try:
            with open(f"/proc/{pid}/task/{thread}/children", encoding="ascii") as file:
                children = file.read().split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        for child in children:
            found += family(int(child))
    return found


def is_there(pid):
    return os.path.exists(f"/proc/{pid}")


def description(directory):
    """Processor, memory, kernel and the file system the measurements write to."""
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "unknown")
    with open("/proc/meminfo", encoding="ascii") as lines:
        memory = int(lines.readline().split()[1]) >> 20
    load = "/".join(f"{part:.1f}" for part in os.getloadavg())
    return (
        f"{os.cpu_count()} × {model}, {memory} GiB, Linux {os.uname().release}, "
        f"{file_system(directory)}, load before: {load}")


def file_system(path):
    """The type of the file system a path lies on; one in memory has no durable write to measure."""
    path = os.path.realpath(path)
    best = ("", "unknown")
    with open("/proc/mounts", encoding="utf-8") as lines:
        for line in lines:
            _, point, kind, *_ = line.split()
            inside = path == point or path.startswith(point.rstrip("/") + "/")
            if inside and len(point) >= len(best[0]):
                best = (point, kind)
    return best[1]


class Quiet:
    """Waits until nobody else uses the machine."""

    SHARE, SPAN = 0.05, 2

    def __init__(self, patience=60):
        self.patience, self.loud = patience, []

    def wait(self, what):
        """Until others have used under 5 % of all processors over two seconds; after a minute it notes what waited.

        - Shape: whether it became quiet.
        """
        end = time.monotonic() + self.patience
        while self.patience and (share := self._others()) >= self.SHARE:
            if time.monotonic() > end:
                self.loud.append((what, share))
                return False
        return True

    def _others(self):
        busy, own = busy_time(), own_time()
        time.sleep(self.SPAN)
        others = (busy_time() - busy) - (own_time() - own)
        return max(0, others) / (self.SPAN * os.cpu_count())


def busy_time():
    """Seconds in which the processors were not idle, those taken by other virtual machines too."""
    with open("/proc/stat", encoding="ascii") as file:
        user, nice, system, _idle, _wait, irq, softirq, steal = map(int, file.readline().split()[1:9])
    return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")


def own_time():
    """Seconds that this program and all it has started have used, those that have ended too."""
    ended = os.times()
    return ended.children_user + ended.children_system + sum(
        processor_time(pid) for pid in family(os.getpid())) / 1e6
