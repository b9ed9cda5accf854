package dev.reprise.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/** One block cache and one write buffer budget for all stores of the process, instead of 100 MB for each. */
public final class RocksSettings implements RocksDBConfigSetter {
    private static final long BLOCK_CACHE_BYTES = 64 << 20;
    private static final long WRITE_BUFFER_BYTES = 64 << 20;

    /** Of one store. Most rows are replaced soon, and what is replaced before it is full is never written. */
    private static final long STORE_WRITE_BUFFER_BYTES = 32 << 20;

    /** So many files before they are merged: merging is dear. Each more is asked for keys that are not there (ADR 21). */
    private static final int FILES_BEFORE_COMPACTION = 8;

    static {
        RocksDB.loadLibrary();
    }

    private static final Cache CACHE = new LRUCache(BLOCK_CACHE_BYTES + WRITE_BUFFER_BYTES);
    private static final WriteBufferManager BUFFERS = new WriteBufferManager(WRITE_BUFFER_BYTES, CACHE);

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        var table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        table.setFilterPolicy(new BloomFilter());
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(BUFFERS);
        options.setWriteBufferSize(STORE_WRITE_BUFFER_BYTES);
        options.setLevel0FileNumCompactionTrigger(FILES_BEFORE_COMPACTION);
    }

    @Override
    public void close(String storeName, Options options) {
        // shared by all stores, and gone with the process
    }
}
