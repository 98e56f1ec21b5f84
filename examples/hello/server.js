// Answers every request with a greeting, on every path: requests arrive with the path of the API, /hello or /hello/you.
const { createServer } = require('node:http');

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    // While it stops, no connection is kept for a next request.
    response.shouldKeepAlive &&= server.listening;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.url === '/health' ? { status: 'healthy' } : { hello: 'world' }));
  });
});

// Longer than the load balancer's idle timeout of 60 s: otherwise it sends requests into connections that just closed.
server.keepAliveTimeout = 65_000;

server.listen(Number(process.env.PORT ?? 80), () => {
  console.log(JSON.stringify({ message: 'listening', port: server.address().port }));
});

// ECS asks a task to stop with SIGTERM: requests under way are answered, then the process ends by itself.
process.on('SIGTERM', () => server.close());
