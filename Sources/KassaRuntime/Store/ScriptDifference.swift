extension Bundle {
  /// The script's files in which it differs from `other`: "store/store.lua", those that one alone has too.
  package func files(otherThanIn other: Bundle) -> [String] {
    let (mine, others) = (signedFiles, other.signedFiles)
    return Set(mine.keys).union(others.keys).filter { mine[$0] != others[$0] }.sorted()
  }
}

extension JournalReader {
  /// What the last flow of the till ran; nil where none has begun.
  package func lastBundle() throws(JournalError) -> Bundle? { try state().bundle }
}
