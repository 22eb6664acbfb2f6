package import GRDB

/// Reading a column of a file that may be damaged: GRDB's own subscripts end the process where the
/// value is missing or of another type.
extension Row {
  package func value<Column: DatabaseValueConvertible>(_ column: String) throws -> Column {
    try decode(Column.self, forColumn: column)
  }

  package func value<Column: DatabaseValueConvertible>(_ index: Int) throws -> Column {
    try decode(Column.self, atIndex: index)
  }
}
