# an asyncio server on a Unix socket hears from the child
import asyncio
import mmap
import os
import socket
import tempfile


def store(memory, produce, path):
    child = os.fork()
    if child == 0:
        try:
            memory[:] = produce()
            with socket.socket(socket.AF_UNIX) as line:
                line.connect(path)
                line.send(b".")
        finally:
            os._exit(0)
    return child


async def fill(memory, produce, path):
    heard = asyncio.Event()

    async def hear(reader, writer):
        await reader.read()
        writer.close()
        heard.set()

    async with await asyncio.start_unix_server(hear, path):
        child = store(memory, produce, path)
        await heard.wait()
    os.waitpid(child, 0)


def anonymous_child(size, produce):
    with mmap.mmap(-1, size) as memory, tempfile.TemporaryDirectory() as folder:
        asyncio.run(fill(memory, produce, os.path.join(folder, "line")))
        return memory[:]
