/// Everything that is wrong with a store, in one run and without a till.
public enum StoreCheck {
  /// One mistake, for people and programs.
  public struct Mistake: Hashable, Sendable {
    /// File and line, "leto/store.lua:12"; nil where the mistake is about the folder.
    public let place: String?
    /// The key at fault, "providers[2].title"; nil where there is none.
    public let path: String?
    /// The whole line: where, what was expected, what came, what to do.
    public let text: String
  }

  /// Reads the folder of a store as a till would, every module of it, and its table.
  public static func mistakes(folder: String, chain: String? = nil) -> [Mistake] {
    do throws(StoreError) {
      return StoreLoading.problems(try StoreBundle(folder: folder, chain: chain).bundle)
        .map(Mistake.init)
    } catch { return [Mistake(error)] }
  }
}

extension StoreCheck.Mistake {
  init(_ error: StoreError) {
    text = error.description
    switch error {
    case .value(let place, let path, _): (self.place, self.path) = (place, path)
    case .script(let text):
      let failure = ScriptError(parsing: text)
      place = failure.file.map { file in failure.line.map { "\(file):\($0)" } ?? file }
      path = nil
    default: (place, path) = (nil, nil)
    }
  }
}
