import Foundation

/// What messages call the stores of a command line.
enum StoreNames {
  /// The names of the folders; of those with one name, their paths as they were typed.
  static func of(_ folders: [String]) -> [String] {
    let names = folders.map {
      URL(fileURLWithPath: $0).resolvingSymlinksInPath().lastPathComponent
    }
    let counts = Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +)
    return zip(folders, names).map { folder, name in counts[name] == 1 ? name : folder }
  }
}
