/** POSTs whose outcome is one of four things, never an exception. */

export type Answer<T> =
  | { kind: "done"; data: T }
  | { kind: "refused"; status: number; data: Refusal }
  | { kind: "logged-out" }
  | { kind: "offline" };

export interface Refusal {
  code?: string;
  message?: string;
  draft?: { source: string; revision: number; saved_at: string };
}

const TIMEOUT_MS = 20_000;

export async function post<T>(url: string, body: FormData, keepalive = false): Promise<Answer<T>> {
  try {
    return await read<T>(await send(url, body, keepalive));
  } catch {
    return { kind: "offline" };
  }
}

function send(url: string, body: FormData, keepalive: boolean): Promise<Response> {
  const headers = { Accept: "application/json", "X-Requested-With": "fetch" };
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  return fetch(url, { method: "POST", body, headers, keepalive, signal, redirect: "manual" });
}

async function read<T>(response: Response): Promise<Answer<T>> {
  // A redirect can only be the one to the log-in page: the views answer JSON to fetch.
  if (response.type === "opaqueredirect" || response.status === 401) return { kind: "logged-out" };
  if (response.status >= 502 && response.status <= 504) return { kind: "offline" };
  if (response.ok) return { kind: "done", data: (await response.json()) as T };
  return { kind: "refused", status: response.status, data: await refusal(response) };
}

async function refusal(response: Response): Promise<Refusal> {
  const isJson = response.headers.get("Content-Type")?.includes("json") ?? false;
  return isJson ? ((await response.json()) as Refusal) : {};
}
