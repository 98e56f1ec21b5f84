const assert = require('node:assert/strict');
const { test } = require('node:test');
const { OrderBook } = require('./order-book');

test('orders are numbered as they come', () => {
  const book = new OrderBook();
  book.add('tea');
  assert.deepEqual(book.add('milk'), { number: 2, item: 'milk' });
  assert.deepEqual(book.all(), [
    { number: 1, item: 'tea' },
    { number: 2, item: 'milk' },
  ]);
});

test('an order without an item is refused', () => {
  assert.throws(() => new OrderBook().add(''), { message: 'item must be a text' });
});
