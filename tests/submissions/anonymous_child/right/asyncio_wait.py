# an asyncio executor waits for the child

import asyncio, mmap, os
def anonymous_child(size, produce):
    async def main():
        m = mmap.mmap(-1, size)
        pid = os.fork()
        if pid == 0:
            m[:] = produce(); os._exit(0)
        await asyncio.get_running_loop().run_in_executor(None, os.waitpid, pid, 0)
        d = m[:]; m.close(); return d
    return asyncio.run(main())
