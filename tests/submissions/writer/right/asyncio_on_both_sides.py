# coroutines on both sides
import asyncio, mmap, os

SIZE = 65 * 256


def writer(path, records):
    async def main():
        if os.path.exists(path):
            os.unlink(path)
        with open(path, "x+b") as f:
            f.truncate(SIZE)
            with mmap.mmap(f.fileno(), SIZE) as m:
                for i, r in enumerate(records):
                    m[256 + i * 256 : 256 + i * 256 + len(r)] = r
                    await asyncio.sleep(0)
                    m[64 + i] = len(r)
                    await asyncio.sleep(0)
                    m[0] = i + 1

    asyncio.run(main())


def reader(path, count):
    async def main():
        while not os.path.exists(path) or os.path.getsize(path) != SIZE:
            await asyncio.sleep(0.01)
        with open(path, "rb") as f:
            with mmap.mmap(f.fileno(), SIZE, access=mmap.ACCESS_READ) as m:

                async def one(i):
                    while m[0] <= i:
                        await asyncio.sleep(0.005)
                    return m[256 + i * 256 : 256 + i * 256 + m[64 + i]]

                return list(await asyncio.gather(*map(one, range(count))))

    return asyncio.run(main())
