-- 0014: what was typed as a name at a refused sign-in leaves the log. People type passwords into that field.

-- Names of accounts stay. The others' events stay in the chain without a body, and are counted as such.
DELETE FROM eventBody WHERE seq IN (
    SELECT seq FROM event JOIN eventBody USING (seq)
    WHERE kind = 'session_refused' AND json_type(content, '$.name') IS NOT NULL
        AND lower(json_extract(content, '$.name')) NOT IN (SELECT nameKey FROM account)
);

-- Counters of failures by name bore hashes that could be tried through; from now on they are keyed (TypedName).
DELETE FROM throttle WHERE key LIKE 'account:%';
