"""What Python's zoneinfo says of the zones named on standard input, for the comparison in ZoneinfoTests.

For each zone one line of offsets at moments from 1900 to 2100, in steps of about 49 days; for those marked with *
also a line of every change in these years: the second it begins, the offset before, the offset from then on.
"""
import datetime
import sys
import zoneinfo

START, END, STEP = -2208988800, 4102444800, 4207649
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


def offset(zone, seconds):
    moment = EPOCH + datetime.timedelta(seconds=seconds)
    return int(moment.astimezone(zone).utcoffset().total_seconds())


def changes(zone):
    for day in range(START, END, 86400):
        low, high = day, day + 86400
        before, after = offset(zone, low), offset(zone, high)
        if before == after:
            continue
        while high - low > 1:
            middle = (low + high) // 2
            if offset(zone, middle) == before:
                low = middle
            else:
                high = middle
        yield high, before, after


for line in sys.stdin.read().split():
    zone = zoneinfo.ZoneInfo(line.lstrip("*"))
    print(*(offset(zone, seconds) for seconds in range(START, END, STEP)))
    if line.startswith("*"):
        print(*(number for change in changes(zone) for number in change))
