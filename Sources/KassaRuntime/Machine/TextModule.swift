/// `text`: UTF-8 text by characters, where Lua's `string` counts bytes.
///
/// A character is what a reader sees as one: a letter with its accent, a flag, a family.
package enum TextModule {
  package static var module: HostModule {
    HostModule(
      "text", summary: "Text by characters; string counts bytes.",
      functions: [
        count("len", "How many characters there are.") { $0.count },
        count("width", "How many columns a screen or a receipt needs for it.") { $0.columns },
        changed("upper", "All letters as capitals.") { $0.uppercased() },
        changed("lower", "All letters small.") { $0.lowercased() },
        changed("trim", "Without white space at both ends.") { $0.trimmed },
        sub, find, pad,
      ])
  }

  private static let subject = Parameter("text", .string, summary: "The text.")

  private static func count(
    _ name: String, _ summary: String, _ body: @escaping (String) -> Int
  ) -> HostFunction {
    HostFunction(
      name, summary: summary, parameters: [subject],
      returns: [Returned("count", "integer", summary: "From 0.")]
    ) { (call) throws(ScriptError) in
      call.returns(Int64(body(call.text(1))))
    }
  }

  private static func changed(
    _ name: String, _ summary: String, _ body: @escaping (String) -> String
  ) -> HostFunction {
    HostFunction(
      name, summary: summary, parameters: [subject],
      returns: [Returned("text", "string", summary: "The new text.")]
    ) { (call) throws(ScriptError) in
      call.returns(body(call.text(1)))
    }
  }

  private static var sub: HostFunction {
    HostFunction(
      "sub", summary: "The characters from first to last, as string.sub does for bytes.",
      parameters: [
        subject,
        Parameter("first", .integer, summary: "From 1; negative counts from the end."),
        Parameter("last", .integer, optional: true, summary: "The end unless told."),
      ], returns: [Returned("text", "string", summary: "The part.")]
    ) { (call) throws(ScriptError) in
      call.returns(call.text(1).part(from: call.integer(2), to: call.optionalInteger(3) ?? -1))
    }
  }

  private static var find: HostFunction {
    HostFunction(
      "find", summary: "Where one text first stands in another; no patterns.",
      parameters: [
        subject, Parameter("part", .string, summary: "What to look for."),
      ],
      returns: [
        Returned("first", "integer?", summary: "The character it starts at; nil if nowhere."),
        Returned("last", "integer?", summary: "The character it ends at."),
      ]
    ) { (call) throws(ScriptError) in
      let text = call.text(1)
      guard let found = text.characters(of: call.text(2)) else { return call.returns(.null) }
      return call.returns(.int(Int64(found.lowerBound + 1)), .int(Int64(found.upperBound)))
    }
  }

  private static var pad: HostFunction {
    HostFunction(
      "pad", summary: "Fills text with spaces up to a width. Never cuts.",
      parameters: [
        subject, Parameter("width", .integer, summary: "At most 1000.", unit: "columns"),
        Parameter(
          "side", .oneOf(["left", "right"]), optional: true,
          summary: "Where the text stands; \"left\" unless told."),
      ], returns: [Returned("text", "string", summary: "The text with its spaces.")]
    ) { (call) throws(ScriptError) in
      guard (0...1_000).contains(call.integer(2)) else {
        throw call.fail("text.pad: width: \(call.integer(2)) columns", "use 0 to 1000")
      }
      let text = call.value(1).string ?? ""
      let side: TextSide = call.value(3).string == "right" ? .right : .left
      return call.returns(text.padded(to: Int(call.integer(2)), side))
    }
  }
}

extension Call {
  /// Argument `index`, charged by its length: finding characters takes time.
  fileprivate func text(_ index: Int) -> String {
    let text = string(index)
    charge(text.utf8.count * 8)
    return text
  }
}

extension String {
  /// The characters `first` to `last`, both from 1, or from the end when negative.
  fileprivate func part(from first: Int64, to last: Int64) -> String {
    let count = Int64(self.count)
    let first = max(1, first < 0 ? count &+ first &+ 1 : first)
    let last = min(count, last < 0 ? count &+ last &+ 1 : last)
    guard first <= last else { return "" }
    return String(dropFirst(Int(first - 1)).prefix(Int(last - first + 1)))
  }
}
