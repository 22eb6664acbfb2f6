package import KassaRuntime

/// The modules of the stock library for flows of a store's own, as their annotations declare them.
package enum StockModules {
  /// In the order of the reference.
  package static let names = [
    "kassa.payment", "kassa.goods", "kassa.points", "kassa.prices", "kassa.allow",
  ]

  /// A module of them.
  package struct Module: Sendable {
    package let name: String
    package let summary: String
    package let functions: [Function]
  }

  /// A function of a module, or what a module is by itself: then its name is empty.
  package struct Function: Sendable {
    package let name: String
    package let summary: String
    package let parameters: [Parameter]
    package let returns: [Returned]
    /// Whether it takes more than it names.
    package let isOpen: Bool
  }

  package static let all: [Module] = {
    let chunks = Bundle(files: StockLibrary.files).modules
    return names.map { name in
      let read = Annotations(chunks[name]?.source ?? [])
      return Module(name: name, summary: read.summary, functions: read.functions)
    }
  }()

  static func function(_ name: String, of module: String) -> Function? {
    all.first { $0.name == module }?.functions.first { $0.name == name }
  }
}

extension StockModules.Module {
  /// As scripts call it: "payment".
  package var local: String { String(name.dropFirst("kassa.".count)) }
}

/// The functions of a Lua file that its annotations declare, as in `---@param name type Words`.
struct Annotations {
  private(set) var summary = ""
  private(set) var functions: [StockModules.Function] = []

  private var block: [(tag: String, text: String)] = []

  init(_ source: [UInt8]) {
    let lines = String(decoding: source, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    summary = lines.prefix { $0.hasPrefix("---") }.map { $0.dropFirst(3).trimmed }
      .joined(separator: " ")
    for line in lines { read(line) }
  }

  private mutating func read(_ line: Substring) {
    if line.hasPrefix("---@") {
      let words = line.dropFirst(4).split(separator: " ", maxSplits: 1)
      block.append((String(words[0]), words.count > 1 ? String(words[1]) : ""))
    } else if line.hasPrefix("---") {
      if block.isEmpty { block.append(("", "")) }
      let text = line.dropFirst(3).trimmed
      let before = block[block.count - 1].text
      block[block.count - 1].text = before.isEmpty ? text : before + " " + text
    } else {
      if let name = Self.name(of: line) { functions.append(function(name)) }
      block = []
    }
  }

  /// Of `function M.pay(wanted)`; "" of `return function(role)`.
  private static func name(of line: Substring) -> String? {
    if line.hasPrefix("return function(") { return "" }
    guard line.hasPrefix("function M.") else { return nil }
    return String(line.dropFirst("function M.".count).prefix { $0 != "(" })
  }

  private func function(_ name: String) -> StockModules.Function {
    var parameters: [Parameter] = []
    var returns: [Returned] = []
    for (tag, text) in block {
      let (first, rest) = Self.cut(text)
      switch tag {
      case "param" where first != "...":
        let (type, words) = Self.cut(rest)
        let isOptional = first.hasSuffix("?")
        parameters.append(
          Parameter(
            isOptional ? String(first.dropLast()) : first, Self.shape(type, words),
            optional: isOptional, summary: words))
      case "return":
        let (type, words) = Self.cut(text)
        let (result, summary) = Self.cut(words)
        returns.append(Returned(result, type, summary: summary))
      default: continue
      }
    }
    let isOpen = block.contains { $0.tag == "param" && $0.text.hasPrefix("...") }
    let summary = block.first { $0.tag.isEmpty }?.text ?? ""
    return .init(
      name: name, summary: summary, parameters: parameters, returns: returns, isOpen: isOpen)
  }

  private static func cut(_ text: String) -> (first: String, rest: String) {
    let first = text.prefix { $0 != " " }
    return (String(first), text.dropFirst(first.count).trimmed)
  }

  private static func shape(_ type: String, _ words: String) -> Shape {
    switch type {
    case "integer": words.hasPrefix("Kopecks") ? .money : .integer
    case "string": .string
    case "boolean": .boolean
    case "table": .map(.value)
    case "table[]": .list(.map(.value))
    case "point": .oneOf(ScriptSurface.points.keys.sorted())
    case _ where type.hasPrefix("\""):
      .oneOf(type.matches(of: /"([^"]*)"/).map { String($0.1) })
    default: .any
    }
  }
}
