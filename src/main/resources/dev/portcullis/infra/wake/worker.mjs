// Runs at Cloudflare on the gateway's host name, after the firewall rules and Access and before the tunnel. While the
// host is up it passes requests and answers through. While the host is off it asks the wake function for a start, keeps
// the request, and sends it on when the gateway answers. A fetch to the Worker's own host name goes to the tunnel.
// A longer body is kept but not read: the free plan gives a request 10 ms of CPU time.
const [KEPT_BYTES, READ_BYTES] = [10 * 1024 * 1024, 2 * 1024 * 1024];
// In 90 s these make 30 questions and at most 10 starts: a request may make 50 fetches on the free plan.
const [POLL_MS, STARTS] = [3000, 10];
const [BEAT_MS, ASKED_MS, KEYS_MS, NEW_KEYS_MS] = [5000, 30000, 3600000, 10000];
const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
const NOT_UP = new Set([502, 503, 504, 520, 521, 522, 523, 524, 530]);
const NOT_SENT_ON = ['content-length', 'content-type', 'content-encoding', 'transfer-encoding', 'expect'];

const text = new TextEncoder();
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const bytes = (part) => {
  const sound = /^[\w-]+$/.test(part ?? '') && part.length % 4 !== 1;
  return Uint8Array.from(sound ? atob(part.replace(/-/g, '+').replace(/_/g, '/')) : '', (c) => c.charCodeAt(0));
};
const json = (buffer) => {
  try {
    return JSON.parse(new TextDecoder().decode(buffer));
  } catch {
    return null;
  }
};

// Shared by the requests of one isolate; losing them costs a fetch.
let keys = { at: 0, byId: new Map() };
let startedAt = 0;

export default {
  async fetch(request, env, context) {
    const length = Number(request.headers.get('content-length') ?? (request.body ? Infinity : 0));
    const [sent, copy] = request.body && length <= KEPT_BYTES ? request.body.tee() : [request.body, null];
    const first = await attempt(request, sent);
    if (first.answer) {
      copy?.cancel().catch(() => {});
      return first.answer;
    }
    const shape = shapeOf(new URL(request.url).pathname);
    const unfit = await refusal(request, env);
    if (unfit) return failed(shape, unfit);
    const kept = copy && (await new Response(copy).arrayBuffer());
    const call = { request, env, kept, shape, deadline: Date.now() + 1000 * Number(env.WAIT_SECONDS), starts: 0 };
    const refused = await start(call);
    if (refused) return failed(shape, refused);
    if (length > KEPT_BYTES) return failed(shape, STARTING);
    // A browser would miss the headers that let it read the answer: it waits for the gate's own.
    const readable = kept && kept.byteLength <= READ_BYTES && !request.headers.has('origin');
    if (readable && json(kept)?.stream === true) return early(call, context);
    const { answer, problem } = await awaken(call);
    return answer ?? failed(shape, problem);
  },
};

// The answer, or none when the request reached no gateway: the tunnel is down, or the connection failed.
async function attempt(request, body) {
  try {
    const answer = await fetch(request.url, { method: request.method, headers: request.headers, body, redirect: 'manual' });
    if (answer.status !== 530) return { answer };
    const page = await answer.text();
    return /\b1033\b/.test(page) ? {} : { answer: new Response(page, answer) };
  } catch {
    return {};
  }
}

async function awaken(call) {
  let last = null;
  while (Date.now() < call.deadline) {
    await sleep(Math.min(POLL_MS, Math.max(1, call.deadline - Date.now())));
    const refused = await start(call);
    if (refused) return { problem: refused };
    if (!(await isUp(call.request))) continue;
    const { answer } = await attempt(call.request, call.kept);
    // The gate says 503 and when to ask again before it has done anything for a call.
    if (answer && !(answer.status === 503 && answer.headers.has('retry-after'))) return { answer };
    last = answer ?? last;
  }
  return last ? { answer: last } : { problem: STARTING };
}

// Asked without the body, so that no call is made twice. Any answer of the gate says that it is there.
async function isUp(request) {
  const headers = new Headers(request.headers);
  NOT_SENT_ON.forEach((name) => headers.delete(name));
  try {
    const answer = await fetch(new URL('/v1/models', request.url), { headers, redirect: 'manual' });
    await answer.body?.cancel();
    return !NOT_UP.has(answer.status);
  } catch {
    return false;
  }
}

// Nothing when the host starts or may start; a problem when no start will come. Once told, it is not asked for a while.
async function start(call) {
  if (call.starts >= STARTS || Date.now() - startedAt < ASKED_MS) return null;
  call.starts++;
  try {
    const at = Math.floor(Date.now() / 1000).toString();
    const secret = { name: 'HMAC', hash: 'SHA-256' };
    const key = await crypto.subtle.importKey('raw', text.encode(call.env.WAKE_SECRET), secret, false, ['sign']);
    const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, text.encode('portcullis-wake\n' + at)));
    const signature = Array.from(mac, (byte) => byte.toString(16).padStart(2, '0')).join('');
    const headers = { 'portcullis-time': at, 'portcullis-signature': signature };
    const answer = await fetch(call.env.WAKE_URL, { method: 'POST', headers, signal: AbortSignal.timeout(20000) });
    const told = await answer.json();
    const message = `The gateway is asleep and was not started: ${told.reason}`;
    if (told.did === 'refused') return { status: 503, code: 'wake_refused', message, final: true };
    if (told.did === 'started' || told.did === 'starting') startedAt = Date.now();
    if (!told.did) console.error(`wake function: ${answer.status}`);
  } catch (e) {
    console.error(`wake function: ${e}`);
  }
  return null;
}

// Access has checked the caller already. It is checked again here because this may start a machine.
async function refusal(request, env) {
  const invalid = (how) => stranger('invalid', `Cf-Access-Jwt-Assertion: the assertion ${how}`);
  const assertion = request.headers.get('cf-access-jwt-assertion');
  if (!assertion) return stranger('missing', 'The gateway is asleep, and only a caller that Access let in may start it');
  const parts = assertion.split('.');
  const [header, body] = [json(bytes(parts[0])), json(bytes(parts[1]))];
  if (parts.length !== 3 || header?.alg !== 'RS256' || !body) return invalid('is not signed with RS256');
  const now = Date.now() / 1000;
  if (![body.aud].flat().includes(env.AUDIENCE) || body.iss !== env.ISSUER) return invalid('is for another application');
  if (!(body.exp > now) || body.nbf > now + 60) return invalid('has expired');
  const key = await signingKey(header.kid, env);
  const unknown = "The gateway is asleep, and Access's signing keys cannot be fetched";
  if (key === undefined) return { status: 503, code: 'access_unavailable', message: unknown, after: 10 };
  const signed = text.encode(`${parts[0]}.${parts[1]}`);
  const good = key && (await crypto.subtle.verify(RSA, key, bytes(parts[2]), signed));
  return good ? null : invalid('has a signature that does not fit');
}

// Undefined when the team's keys cannot be fetched, null when this is none of them.
async function signingKey(id, env) {
  try {
    if (Date.now() - keys.at > (keys.byId.has(id) ? KEYS_MS : NEW_KEYS_MS)) {
      const set = await (await fetch(`${env.ISSUER}/cdn-cgi/access/certs`, { signal: AbortSignal.timeout(10000) })).json();
      const byId = new Map();
      for (const jwk of set.keys) byId.set(jwk.kid, await crypto.subtle.importKey('jwk', jwk, RSA, false, ['verify']));
      keys = { at: Date.now(), byId };
    }
  } catch {
    return undefined;
  }
  return keys.byId.get(id) ?? null;
}

// A stream's 200 goes out at once, and then a sign of life every few seconds, so that no client gives up.
function early(call, context) {
  const { readable, writable } = new TransformStream();
  context.waitUntil(carry(call, writable).catch(() => {}));
  return new Response(readable, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } });
}

async function carry(call, writable) {
  const writer = writable.getWriter();
  const life = text.encode(call.shape === 'anthropic' ? 'event: ping\ndata: {"type": "ping"}\n\n' : ': the gateway is starting\n\n');
  const beat = setInterval(() => writer.write(life).catch(() => clearInterval(beat)), BEAT_MS);
  await writer.write(life);
  const { answer, problem } = await awaken(call).finally(() => clearInterval(beat));
  if (answer?.ok) {
    writer.releaseLock();
    await answer.body.pipeTo(writable);
    return;
  }
  const told = answer && json(await answer.arrayBuffer());
  const unknown = { status: 503, code: 'host_starting', message: `The gateway answered ${answer?.status}` };
  await writer.write(text.encode(event(call.shape, told?.error ? told : error(call.shape, problem ?? unknown))));
  await writer.close();
}

const stranger = (how, message) => ({ status: 401, code: `access_token_${how}`, message, final: true });
const STARTING = { status: 503, code: 'host_starting', message: 'The gateway was asleep and is starting. Try again in a moment', after: 30 };
const shapeOf = (path) => (/^\/v1\/messages(\/|$)/.test(path) ? 'anthropic' : path === '/v1/responses' ? 'responses' : 'openai');

function error(shape, { status, code, message }) {
  if (shape === 'anthropic') return { type: 'error', error: { type: status === 401 ? 'authentication_error' : 'overloaded_error', message } };
  return { error: { message, type: status === 401 ? 'authentication_error' : 'server_error', param: null, code } };
}

function event(shape, body) {
  if (shape === 'anthropic') return `event: error\ndata: ${JSON.stringify(body)}\n\n`;
  if (shape === 'openai') return `data: ${JSON.stringify(body)}\n\n`;
  const response = { id: '', object: 'response', status: 'failed', output: [], error: { code: body.error.code, message: body.error.message } };
  return `event: response.failed\ndata: ${JSON.stringify({ type: 'response.failed', sequence_number: 0, response })}\n\n`;
}

function failed(shape, problem) {
  const headers = { 'cache-control': 'no-store' };
  if (problem.after) headers['retry-after'] = String(problem.after);
  // The vendors' SDKs obey it. Without it they would try a refusal again.
  if (problem.final) headers['x-should-retry'] = 'false';
  return Response.json(error(shape, problem), { status: problem.status, headers });
}
