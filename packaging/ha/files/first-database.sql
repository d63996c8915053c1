-- Run once, on the first start of the first machine. Laid out by packaging/ha/lay-out.
CREATE ROLE ioc LOGIN PASSWORD '@SECRET_DATABASE@';
CREATE DATABASE ioc OWNER ioc ENCODING 'UTF8';
