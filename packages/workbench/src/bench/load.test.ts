import { expect, test } from "vitest";
import { readWrk } from "./load.ts";

const printed = `Running 10s test @ http://127.0.0.1:3000/en-gb/products/stem-vase
  1 threads and 32 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     1.07ms    1.55ms  31.62ms   93.18%
    Req/Sec    41.82k     5.33k   50.94k    70.00%
  Latency Distribution
     50%  612.00us
     75%    1.02ms
     90%    2.10ms
     99%    1.20s
  416312 requests in 10.00s, 1.21GB read
Requests/sec:  41619.98
Transfer/sec:    123.45MB
`;

test("what wrk prints is read with its units", () => {
  expect(readWrk(printed)).toEqual({ perSecond: 41_619.98, p50Ms: 0.612, p99Ms: 1_200 });
});

test("something else is named, not read as nothing", () => {
  expect(() => readWrk("wrk: unable to connect")).toThrow(/printed something else/);
});
