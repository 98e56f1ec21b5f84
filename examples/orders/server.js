// Takes orders: GET and POST /shop/orders. Its variables and secrets come from the config, as environment variables.
const { createServer } = require('node:http');
const { OrderBook } = require('./order-book');

const PATH = '/shop/orders';
const { PORT = '8080', LOG_LEVEL = 'info', DATABASE_URL, PAYMENT_TOKEN } = process.env;

// A task without its secrets ends at once; ECS then keeps the release before it.
if (!DATABASE_URL || !PAYMENT_TOKEN) {
  console.error(JSON.stringify({ level: 'error', message: 'DATABASE_URL and PAYMENT_TOKEN must be set' }));
  process.exit(1);
}

const book = new OrderBook();

const server = createServer(async (request, response) => {
  const [status, body] = await answer(request);
  if (LOG_LEVEL === 'debug') log('debug', `${request.method} ${request.url} ${status}`);
  // While it stops, no connection is kept for a next request.
  response.shouldKeepAlive &&= server.listening;
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
});

async function answer(request) {
  const text = await textOf(request);
  if (request.url === '/health') return [200, { status: 'healthy' }];
  if (request.url !== PATH) return [404, { message: 'not found' }];
  if (request.method === 'GET') return [200, book.all()];
  if (request.method === 'POST') return addOrder(text);
  return [405, { message: 'GET or POST' }];
}

function addOrder(text) {
  try {
    return [201, book.add(JSON.parse(text).item)];
  } catch (error) {
    return [400, { message: error.message }];
  }
}

async function textOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function log(level, message) {
  console.log(JSON.stringify({ level, message }));
}

// Longer than the load balancer's idle timeout of 60 s: otherwise it sends requests into connections that just closed.
server.keepAliveTimeout = 65_000;

server.listen(Number(PORT), () => log('info', `listening on port ${server.address().port}`));

// ECS asks a task to stop with SIGTERM: requests under way are answered, then the process ends by itself.
process.on('SIGTERM', () => server.close());
