import Foundation

// write-json OUTPUT SOURCE…: for each struct and enum of the sources that says `JSONCoded` where it
// is declared, its `write(to:)` and `init(json:)`, as extensions in one file.
//
// It stands in for a macro, which would bring a Swift parser of two minutes into every first build. It
// knows declarations as swift-format leaves them: one a line, and nothing else at that depth. What it
// misses the compiler names, because the conformance is then without its functions; that the JSON is
// what Codable makes, a test says for every type.

var types: [CodedType] = []
for path in CommandLine.arguments.dropFirst(2) {
  var reader = DeclarationReader(path: path)
  for line in try String(contentsOfFile: path, encoding: .utf8).split(
    separator: "\n", omittingEmptySubsequences: false)
  {
    reader.read(String(line))
  }
  types += reader.types
}

let output = URL(filePath: CommandLine.arguments[1])
let text =
  "// Written by write-json from the declarations that say JSONCoded.\n\n"
  + types.map(\.code).joined(separator: "\n")
// A file that stays as it is makes nobody compile it again.
if (try? String(contentsOf: output, encoding: .utf8)) != text {
  try text.write(to: output, atomically: true, encoding: .utf8)
}
