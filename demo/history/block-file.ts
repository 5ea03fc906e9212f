/** An OpenMetrics file, written through one buffer: texts that are put together first take ten times as long. */

import { closeSync, openSync, writeSync } from 'node:fs';

import type { PastSeries } from './past';

const SIZE = 1 << 20;
const END = '# EOF\n';

/** What ends a sample's line: its time, in seconds since 1970. */
export const lineEnding = (time: number): Uint8Array => Buffer.from(` ${time}\n`);

export class BlockFile {
  private readonly descriptor: number;
  private readonly buffer = Buffer.allocUnsafe(SIZE);
  private filled = 0;

  constructor(path: string) {
    this.descriptor = openSync(path, 'w');
  }

  /**
   * One series, sample by sample.
   * @param endings of the lines, one for each value
   */
  series({ name, values }: PastSeries, endings: readonly Uint8Array[]): void {
    const start = Buffer.from(`${name} `);
    endings.forEach((ending, step) => {
      const value = values[step] ?? '';
      this.makeRoom(start.length + value.length + ending.length);
      this.buffer.set(start, this.filled);
      this.filled += start.length;
      this.filled += this.buffer.write(value, this.filled, 'latin1');
      this.buffer.set(ending, this.filled);
      this.filled += ending.length;
    });
  }

  close(): void {
    try {
      this.makeRoom(END.length);
      this.filled += this.buffer.write(END, this.filled, 'latin1');
      this.flush();
    } finally {
      closeSync(this.descriptor);
    }
  }

  private makeRoom(bytes: number): void {
    if (this.filled + bytes > SIZE) {
      this.flush();
    }
  }

  private flush(): void {
    writeSync(this.descriptor, this.buffer, 0, this.filled);
    this.filled = 0;
  }
}
