"""Rows as one Markdown table."""

from dataclasses import dataclass

HEAD = ["", "requests/s", "yardstick", "ratio", "p50 ms", "p99 ms", "CPU µs", "memory MiB", "budget", "verdict"]


@dataclass
class Row:
    """One line of the table: texts as they are printed, a missing one empty."""

    name: str
    rate: str = ""
    yardstick: str = ""
    ratio: str = ""
    p50: str = ""
    p99: str = ""
    processor: str = ""
    memory: str = ""
    budget: str = ""
    verdict: str = ""

    @property
    def cells(self):
        return [
            self.name, self.rate, self.yardstick, self.ratio, self.p50, self.p99, self.processor, self.memory,
            self.budget, self.verdict]


def verdict(is_reached):
    return "reached" if is_reached else "not reached"


def text(rows):
    lines = [HEAD] + [row.cells for row in rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    rule = [(widths[0] * "-")] + [(width - 1) * "-" + ":" for width in widths[1:]]
    return "\n".join(_line(cells, widths) for cells in [HEAD, rule] + lines[1:])


def _line(cells, widths):
    padded = [cells[0].ljust(widths[0])] + [cell.rjust(width) for cell, width in zip(cells[1:], widths[1:])]
    return "| " + " | ".join(padded) + " |"
