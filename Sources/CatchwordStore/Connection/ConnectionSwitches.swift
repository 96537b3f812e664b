import GRDBSQLite
import Glibc

/// Switches of a connection that SQLite offers only through a variadic C function.
enum ConnectionSwitches {
  private typealias Configure =
    @convention(c) (
      OpaquePointer, Int32, Int32, UnsafeMutablePointer<Int32>?
    ) -> Int32

  /// Defensive mode, so that no SQL can write the schema or shadow tables; and no checkpoint when
  /// the connection closes, which would happen outside the write lock.
  ///
  /// Swift cannot call variadic functions, so the symbol is looked up and called with the one shape
  /// that these two options have. On x86-64 and on arm64 Linux a variadic function takes integers
  /// and pointers in the same registers as any other.
  static func harden(_ connection: OpaquePointer) throws {
    guard let symbol = dlsym(nil, "sqlite3_db_config") else {
      throw StoreError.ioFailure(path: "libsqlite3", detail: "sqlite3_db_config is missing")
    }
    let configure = unsafeBitCast(symbol, to: Configure.self)
    for option in [SQLITE_DBCONFIG_DEFENSIVE, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE] {
      var isOn: Int32 = 0
      guard configure(connection, option, 1, &isOn) == SQLITE_OK, isOn == 1 else {
        throw StoreError.ioFailure(path: "libsqlite3", detail: "switch \(option) cannot be set")
      }
    }
  }
}
