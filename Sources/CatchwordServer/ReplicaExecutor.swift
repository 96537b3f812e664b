import Dispatch

/// Runs an actor's calls one after the other on a queue of its own, where blocking is no offence:
/// the pool that all other tasks share has as many threads as there are cores.
final class ReplicaExecutor: SerialExecutor {
  private let queue = DispatchQueue(label: "catchword.replica")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }
}
