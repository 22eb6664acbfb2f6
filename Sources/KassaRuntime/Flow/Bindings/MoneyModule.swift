/// `money`: amounts and quantities as people write them.
package enum MoneyModule {
  package static func module(_ language: Language) -> HostModule {
    HostModule(
      "money",
      summary: "Amounts and quantities as people write them. Money is whole kopecks everywhere.",
      functions: [
        HostFunction(
          "parse", summary: "Reads an amount as people type it.",
          parameters: [Parameter("text", .string, summary: "\"199,50\", \"199.5\" or \"200\".")],
          returns: [
            Returned("kopecks", "integer?", summary: "The amount."),
            Returned("problem", "string?", summary: "What is wrong with the text."),
          ]
        ) { (call) throws(ScriptError) in
          do {
            return call.returns(try Money(parsing: call.string(1)).kopecks)
          } catch { return call.returns(.null, .string("\(error)")) }
        },
        HostFunction(
          "priced", summary: "Reads a price with a name after it as people type them.",
          parameters: [Parameter("text", .string, summary: "\"199,50 Кофе\".")],
          returns: [
            Returned("kopecks", "integer?", summary: "The price; nil where it is no such text."),
            Returned("name", "string?", summary: "What follows."),
          ]
        ) { (call) throws(ScriptError) in
          guard let priced = PricedName(parsing: call.string(1)), !priced.name.isEmpty else {
            return call.returns(.null, .null)
          }
          return call.returns(.int(priced.price.kopecks), .string(priced.name))
        },
        HostFunction(
          "quantity", summary: "How much of something, in the cashier's language.",
          parameters: [
            Parameter("quantity", .string, summary: "An exact decimal: \"0.354\"."),
            Parameter(
              "measure", .oneOf(Measure.allCases.map(\.name)), optional: true,
              summary: "\"piece\" unless told."),
          ],
          returns: [Returned("text", "string", summary: "\"0,354 кг\"")]
        ) { (call) throws(ScriptError) in
          let quantity = try ReceiptGoods.quantity(call.string(1), call)
          let measure = call.optionalString(2).flatMap { Measure(name: $0) } ?? .piece
          return call.returns(.string(quantity.text(language) + measure.unit(language)))
        },
        HostFunction(
          "text", summary: "An amount in the cashier's language.",
          parameters: [Parameter("kopecks", .money, summary: "The amount.", unit: "kopecks")],
          returns: [Returned("text", "string", summary: "\"199,50 ₽\"")]
        ) { (call) throws(ScriptError) in
          call.returns(try call.money(call.integer(1), "kopecks").text(language))
        },
      ])
  }
}
