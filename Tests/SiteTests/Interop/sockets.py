"""Speaks to /live/socket with the library websockets; prints OK, or what was not as it should be.

Arguments: the address of the site, and a bearer token.
"""

import asyncio
import json
import sys
import urllib.request

import websockets
from websockets.asyncio.client import connect

origin, token = sys.argv[1:]
address = origin.replace("http", "ws", 1) + "/live/socket"
bearer = {"Authorization": f"Bearer {token}"}


def make(title):
    body = json.dumps({"title": title}).encode()
    headers = {**bearer, "Content-Type": "application/json", "Accept": "application/json"}
    with urllib.request.urlopen(urllib.request.Request(origin + "/tasks", body, headers)) as answer:
        return json.load(answer)["id"]


async def call(socket, number, method, **parameters):
    await socket.send(json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": parameters}))
    answer = json.loads(await socket.recv())
    assert answer["id"] == number, answer
    return answer["result"]


async def heard(socket):
    notice = json.loads(await asyncio.wait_for(socket.recv(), 10))
    assert notice["method"] == "event", notice
    return notice["params"]


async def conversation():
    async with connect(address, additional_headers=bearer) as socket:
        # Offered by the library, and not taken up.
        assert socket.protocol.extensions == [], socket.protocol.extensions
        answer = await call(socket, 1, "subscribe", topics=["tasks"])
        start = f"{answer['life']}-{answer['seq']}"
        first = make("One")
        event = await heard(socket)
        assert (event["kind"], event["taskId"]) == ("task_created", first), event
        await (await socket.ping(b"there?"))
        # In fragments.
        await socket.send(['{"jsonrpc":"2.0",', '"id":2,"method":"ping"}'])
        assert json.loads(await socket.recv())["result"]["seq"] == event["seq"]
    assert socket.close_code == 1000, socket.close_code
    second = make("Zwei 🌍")
    async with connect(address, additional_headers=bearer) as socket:
        await socket.send(json.dumps({
            "jsonrpc": "2.0", "id": 1, "method": "subscribe", "params": {"topics": ["tasks"], "after": start}}))
        told = [json.loads(await socket.recv()) for _ in range(3)]
        events = [notice["params"]["taskId"] for notice in told if notice.get("method") == "event"]
        assert events == [first, second], told


async def refusals():
    for headers in [{}, {"Authorization": "Bearer x"}]:
        try:
            async with connect(address, additional_headers=headers):
                assert False, f"{headers} was let in"
        except websockets.InvalidStatus as refused:
            assert refused.response.status_code == 401, refused
    async with connect(address, additional_headers=bearer, max_size=None) as socket:
        await socket.send("x" * 70_000)
        try:
            await socket.recv()
            assert False, "a message that is too large was read"
        except websockets.ConnectionClosed as closed:
            assert closed.rcvd.code == 1009, closed


asyncio.run(conversation())
asyncio.run(refusals())
print("OK")
