import Testing

@testable import KassaRuntime

/// C reads the record that a function takes, Swift one that stands deeper: both say the same of any table.
@Suite struct RecordPropertyTests {
  private static let fields = [
    Field("1", .string, summary: ""),
    Field("name", .string, optional: true, summary: ""),
    Field("price", .money, optional: true, summary: ""),
    Field("scan", .boolean, optional: true, summary: ""),
    Field("check", .function, optional: true, summary: ""),
    Field("any", .any, optional: true, summary: ""),
    Field("title", .words, optional: true, summary: ""),
    Field("kind", .oneOf(["warn", "note"]), optional: true, summary: ""),
    Field("hide", .list(.string), optional: true, summary: ""),
    Field("args", .map(.value), optional: true, summary: ""),
  ]

  private static var module: HostModule {
    HostModule(
      "shop", summary: "",
      functions: [
        HostFunction(
          "tell", summary: "", parameters: [Parameter("what", .record(fields), summary: "")]
        ) { (call) throws(ScriptError) in call.returns(call.value(1)) },
        HostFunction(
          "each", summary: "",
          parameters: [Parameter("all", .list(.record(fields)), summary: "")]
        ) { (call) throws(ScriptError) in call.returns(call.value(1).list?.first ?? .null) },
      ])
  }

  private static let keys = [
    "[1]", "['1']", "name", "price", "scan", "check", "any", "title", "kind", "hide", "args", "nam",
    "[2]", "[true]", "[1.5]", "[0]", "['01']",
  ]
  private static let values = [
    "'x'", "'long enough to lie on the heap'", "'Лето'", "'\\255'", "5", "5.0", "'5'", "true",
    "false", "print", "{}", "{ 'a' }", "{ ru = 'а' }", "{ a = 1 }", "'warn'", "{ 1, nil, 3 }",
    "('я'):rep(40000)",
  ]

  @Test(arguments: FuzzSeeds.some(60))
  func `a record is read the same wherever it stands`(seed: UInt64) {
    var chance = SeededNumbers(seed: seed)
    for _ in 0..<20 {
      var fields: [String] = Bool.random(using: &chance) ? ["[1] = 'x'"] : []
      for _ in 0..<Int.random(in: 0...4, using: &chance) {
        let key = Self.keys.randomElement(using: &chance) ?? ""
        fields.append("\(key) = \(Self.values.randomElement(using: &chance) ?? "")")
      }
      let table = "{ \(fields.joined(separator: ", ")) }"
      // Of two values under 1 and under "1" either may be taken.
      if table.contains("[1] =") && table.contains("['1'] =") { continue }
      let shallow = said("shop.tell(\(table))")
      let deep = said("shop.each({ \(table) })").replacing("shop.each: [1]", with: "shop.tell: ")
        .replacing("shop.tell: .", with: "shop.tell: ").replacing("tell: : ", with: "tell: ")
      #expect(shallow == deep, "\(table), seed \(seed)")
    }
  }

  private func said(_ call: String) -> String {
    let words = runMain("return \(call)", modules: [Self.module]).words
    // Of several mistakes each may find another first.
    return words.hasPrefix("failed") ? "failed" : words
  }

  @Test(arguments: [
    ("{ 'x', price = 5.0 }", "price: a whole number was expected, got 5.0"),
    ("{ 'x', name = '\\255' }", "name: the text is not well-formed UTF-8; pass text, not bytes"),
    ("{ 'x', nam = 1 }", "unknown key «nam»; did you mean «name»?"),
    ("{ 'x', hide = { 1 } }", "hide[1]: a string was expected, got a number"),
    ("{ 'x', any = nil }", nil), ("{ ['1'] = 'x' }", nil),
    (
      "{ 'x', name = ('я'):rep(40000), args = { a = ('я'):rep(40000) } }",
      "args.a: more than 131072 bytes of text; pass less"
    ),
  ])
  func `what is wrong with a field is told by its name`(table: String, words: String?) {
    let said = runMain("return shop.tell(\(table))", modules: [Self.module]).words
    if let words {
      #expect(said == "failed: test/main.lua:1: shop.tell: \(words)")
    } else {
      #expect(said == "{1=«x»}")
    }
  }

  @Test func `a record that was read leaves nothing behind for the next call`() {
    let words = runMain(
      """
      shop.tell { 'x', name = 'n', hide = { 'a' }, scan = true }
      return shop.tell { 'y' }
      """, modules: [Self.module]
    ).words
    #expect(words == "{1=«y»}")
  }
}
