/** What was typed and is not yet saved on the server, kept in this browser. */

export interface Copy {
  source: string;
  revision: number;
}

export class LocalCopy {
  constructor(private readonly key: string) {}

  read(): Copy | null {
    try {
      const copy = JSON.parse(localStorage.getItem(this.key) ?? "null") as Partial<Copy> | null;
      if (typeof copy?.source !== "string" || typeof copy.revision !== "number") return null;
      return { source: copy.source, revision: copy.revision };
    } catch {
      return null;
    }
  }

  /** False where the browser gives no storage (private window, full disk). */
  write(copy: Copy): boolean {
    try {
      localStorage.setItem(this.key, JSON.stringify(copy));
      return true;
    } catch {
      return false;
    }
  }

  clear(): void {
    try {
      localStorage.removeItem(this.key);
    } catch {
      // Nothing was kept where nothing can be kept.
    }
  }
}
