/// A price with what it is for, as a cashier types them: «199,50 Кофе», «1 234,5 Торт на заказ».
package struct PricedName: Hashable, Sendable {
  package let price: Money
  /// Empty where nothing follows the price.
  package let name: String

  /// The longest run of words that reads as an amount is the price; what follows is the name.
  ///
  /// Nil where no amount begins the text.
  package init?(parsing text: String) {
    guard text.first?.isASCIIDigit ?? false else { return nil }
    let words = text.split(separator: " ")
    for count in stride(from: words.count, through: 1, by: -1) {
      let amount = words.prefix(count).joined(separator: " ")
      guard let price = try? Money(parsing: amount) else { continue }
      self.price = price
      name = words.dropFirst(count).joined(separator: " ")
      return
    }
    return nil
  }
}
