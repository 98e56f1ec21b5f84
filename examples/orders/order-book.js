/** The orders of one task, in memory. */
class OrderBook {
  #orders = [];

  /** Adds an order and returns it with its number. */
  add(item) {
    if (typeof item !== 'string' || item === '') throw new TypeError('item must be a text');
    const order = { number: this.#orders.length + 1, item };
    this.#orders.push(order);
    return order;
  }

  all() {
    return [...this.#orders];
  }
}

module.exports = { OrderBook };
