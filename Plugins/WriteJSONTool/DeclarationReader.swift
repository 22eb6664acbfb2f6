import Foundation

/// Goes through a source line by line and keeps what it declares of types that say `JSONCoded`.
struct DeclarationReader {
  let path: String
  private(set) var types: [CodedType] = []
  private var line = 0
  private var isInText = false
  /// What is open, from the outside: the name of a type or an extension, and its place in `types`.
  private var open: [(name: String?, type: Int?)] = []
  /// A case whose values go over several lines.
  private var unfinished = ""

  init(path: String) { self.path = path }

  mutating func read(_ source: String) {
    line += 1
    let text = bare(source)
    if let header = text.firstMatch(
      of: /^ *(?:(public|package) )?(?:indirect )?(struct|enum|extension) ([\w.]+)(.*){$/)
    {
      begin(
        isPackage: header.1 != nil, kind: header.2, name: String(header.3), rest: header.4)
      return
    }
    if let place = open.last?.type { member(text, of: place) }
    for character in text {
      if character == "{" { open.append((nil, nil)) }
      if character == "}" { _ = open.popLast() }
    }
  }

  private mutating func begin(
    isPackage: Bool, kind: Substring, name: String, rest: Substring
  ) {
    let words = rest.split(whereSeparator: { !$0.isLetter && !$0.isNumber })
    guard kind != "extension", words.contains("JSONCoded") else {
      open.append((name, nil))
      return
    }
    let full = (open.compactMap(\.name) + [name]).joined(separator: ".")
    // Those of one word have their way from the standard library's types.
    let isRaw = words.first == "String" || words.first == "Int"
    types.append(CodedType(name: full, isPackage: isPackage, isEnum: kind == "enum"))
    open.append((name, isRaw ? nil : types.count - 1))
    if isRaw { types.removeLast() }
  }

  private mutating func member(_ text: String, of place: Int) {
    if types[place].isEnum {
      if !unfinished.isEmpty {
        unfinished += " " + text.trimmingCharacters(in: .whitespaces)
      } else if let found = text.firstMatch(of: /^ *case (\w.*)$/) {
        unfinished = String(found.1)
      }
      guard !unfinished.isEmpty, balance(unfinished) == 0, !unfinished.hasSuffix(",") else {
        return
      }
      types[place].cases += parts(unfinished).map { CodedCase($0) }
      unfinished = ""
    } else if let found = text.firstMatch(
      of:
        /^ *(?:@\w+ )?((?:(?:public|package|internal|\w*private)(?:\(set\))? )*)(?:let|var) (\w+)([^{]*)$/
    ) {
      guard !found.1.contains("private") else {
        refuse("«\(found.2)» is private; write the JSON of its type beside it, as an extension")
      }
      let type = found.3.prefix { $0 != "=" }.trimmingCharacters(in: .whitespaces)
      // What no JSON holds is nil when it is read.
      guard !found.3.contains("Unrecorded<") else {
        types[place].unrecorded.append(String(found.2))
        return
      }
      types[place].fields.append(
        CodedField(
          label: String(found.2), isOptional: type.hasSuffix("?"),
          isWrapped: text.trimmingCharacters(in: .whitespaces).hasPrefix("@")))
    } else if let found = text.firstMatch(of: /\b(?:let|var) (\w+)[^{]*$/),
      !text.contains("static ")
    {
      refuse("«\(found.1)» is declared in a way that isn't read here; write it as «var name: Type»")
    }
  }

  private func refuse(_ problem: String) -> Never {
    FileHandle.standardError.write(Data("\(path):\(line): error: \(problem)\n".utf8))
    exit(1)
  }

  /// The line without comments and without what stands in quotes.
  private mutating func bare(_ source: String) -> String {
    var text = ""
    var rest = source[...]
    while let character = rest.first {
      if rest.hasPrefix("\"\"\"") {
        isInText.toggle()
        rest = rest.dropFirst(3)
      } else if isInText {
        rest = rest.dropFirst()
      } else if rest.hasPrefix("//") {
        break
      } else if character == "\"" {
        rest = rest.dropFirst()
        while let inside = rest.first, inside != "\"" {
          rest = rest.dropFirst(inside == "\\" ? 2 : 1)
        }
        rest = rest.dropFirst()
        text += "\"\""
      } else {
        text.append(character)
        rest = rest.dropFirst()
      }
    }
    while text.last == " " { text.removeLast() }
    return text
  }
}

/// How many brackets are open at its end.
func balance(_ text: String) -> Int {
  text.reduce(0) { depth, character in
    switch character {
    case "(", "[": depth + 1
    case ")", "]": depth - 1
    default: depth
    }
  }
}

/// What the commas separate that stand in no brackets.
func parts(_ text: String) -> [String] {
  var parts = [""]
  for character in text {
    if character == ",", balance(parts[parts.count - 1]) == 0 {
      parts.append("")
    } else {
      parts[parts.count - 1].append(character)
    }
  }
  return parts.map { $0.trimmingCharacters(in: .whitespaces) }
}
